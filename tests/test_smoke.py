def test_world(world):
    from samverkan.secrecy.binding import bound
    from samverkan.secrecy.models import CaseFile, Entry, Delivery
    a = world.actor("pol.samordnare")
    print(a)
    from samverkan.secrecy import entries, ids, disclosing, reception, numbering
    from samverkan.secrecy.models import Programme
    import datetime
    with bound(a):
        p = Programme.objects.get()
        c = CaseFile(agency_id=a.agency, programme=p, number="A-1", list_id=ids.new(), method="trefas", method_version="1", phase="active", opened_on=datetime.date.today()); c.save()
        e = entries.write(case=c, kind="note", fields={"event_date":"2026-11-01","text":"hej","source":"x"})
        print(entries.open_one(e))
    from samverkan.secrecy.grounds import find, Answer
    g = find("osl-10-2", datetime.date(2026,11,23))
    ans = {cd.id: Answer(next(o.id for o in cd.options if o.stands), "skäl") for cd in g.conditions}
    from support.world import SOCIAL
    d = disclosing.on_the_spot(by=a, case=c, receiver=SOCIAL, items=[disclosing.Item(e.pk, ("text",))], decision=disclosing.Decision("osl-10-2", ans, "skäl"))
    print(d.state)
    s = world.actor("soc.beslut")
    with bound(s):
        v = Delivery.objects.get()
        print(reception.content_of(v))
    r = reception.receive(by=s, delivery=v)
    print(r.case.number, r.copies)
