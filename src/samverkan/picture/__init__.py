"""The situation picture (lägesbild): places, sources, indicators, and what they say together (lag 2023:196 4 §)."""
