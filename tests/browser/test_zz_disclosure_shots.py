import pytest
from browser.pages import PAGES
from browser.looks import overflow, violations
from support.browser import NARROW, WIDE
MINE = [k for k in PAGES if k.split(":")[0] in ("disclose","disclosure","disclosure_refuse","disclosure_withdraw","disclosure_correct","disclosure_decide","disclose_spot","inbox","delivery","delivery_reject","package","package_decide","consents","consent_new","consent_withdraw","standing_new","standing_stop","guide")]

@pytest.fixture(scope="module")
def scene(shared_world):
    from browser.scene import build
    return build(shared_world)

def test_shots(shared_visitors, scene):
    from support.world import SOCIAL, PROBATION
    bad = []
    extra = {"guide:answer": ("soc.beslut", "/far-jag-lamna-ut/?giver=social&receiver=police&purpose=prevent_crime&what=social&consent=not_asked&on=2026-11-23&age=17"),
             "package_decide:ground": ("pol.beslut", "/moten/{planned}/paket/beslut/?%s-grund=osl-10-15a&%s-grund=osl-10-15a" % (SOCIAL.hex, PROBATION.hex))}
    for key in [*MINE, *extra]:
        user, address = PAGES.get(key) or extra[key]
        v = shared_visitors.enter(user)
        a = v.page.goto(v.live.url + scene.path(address))
        for w in (WIDE, NARROW):
            v.page.set_viewport_size({"width": w, "height": 900})
            v.page.screenshot(path=f"/tmp/shots/{key.replace(':','-')}-{w}.png", full_page=True)
            o, x = overflow(v.page), violations(v.page)
            if a.status != 200 or o or x:
                bad.append((key, w, a.status, o, x))
        v.context.close()
    for b in bad: print(b)
