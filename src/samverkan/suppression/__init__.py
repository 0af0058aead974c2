"""What may be published of counts: small cells kept back with their complements, and the attacker it must withstand.

Pure: no Django, no room. `suppressing.suppress` decides, `attack.Attack` audits, `margins` lays tables out.
"""
