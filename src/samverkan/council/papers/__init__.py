"""The loop's papers, told once in Swedish and then set as PDF, Word or page. The same paper gives the same bytes."""
