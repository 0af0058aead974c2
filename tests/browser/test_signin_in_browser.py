"""Signing in for real: password, one-time code, and out again."""


def test_password_then_code_then_out(visitors):
    from browser.steps import sign_in

    visitor = visitors.enter()
    sign_in(visitor, "pol.samordnare")
    page = visitor.page
    assert page.locator("h1").inner_text() == "Mitt bord"
    page.get_by_role("button", name="Logga ut").click()
    assert page.url.endswith("/logga-in/")
    visitor.go("/listan/")
    assert "/logga-in/" in page.url
