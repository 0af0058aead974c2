-- Each authority adds its own decisions, by its governing officer who is bound; about the programme itself its owner.
ALTER TABLE programmes_milestone ENABLE ROW LEVEL SECURITY;
CREATE POLICY everyone_reads ON programmes_milestone FOR SELECT USING (true);
CREATE POLICY own_decisions ON programmes_milestone FOR INSERT TO samverkan_web WITH CHECK (
    agency_id = (SELECT sec.me()) AND (SELECT sec.governs()) AND made_by_id = (SELECT sec.assignment())
    AND (kind IN ('joined', 'declined', 'left')
         OR EXISTS (SELECT 1 FROM secrecy_programme o WHERE o.id = programmes_milestone.programme_id
                     AND o.owner_id = programmes_milestone.agency_id)));

-- An authority takes part by its own hand: the owner at the start, the others once they were asked.
ALTER TABLE secrecy_party ENABLE ROW LEVEL SECURITY;
CREATE POLICY everyone_reads ON secrecy_party FOR SELECT USING (true);
CREATE POLICY joins_for_itself ON secrecy_party FOR INSERT TO samverkan_web WITH CHECK (
    agency_id = (SELECT sec.me()) AND (SELECT sec.governs())
    AND (EXISTS (SELECT 1 FROM secrecy_programme o WHERE o.id = secrecy_party.programme_id
                  AND o.owner_id = secrecy_party.agency_id)
         OR EXISTS (SELECT 1 FROM programmes_milestone i WHERE i.programme_id = secrecy_party.programme_id
                     AND i.kind = 'invited' AND i.party_id = secrecy_party.agency_id)));
CREATE POLICY leaves_for_itself ON secrecy_party FOR UPDATE TO samverkan_web
    USING (agency_id = (SELECT sec.me()) AND (SELECT sec.governs()));
GRANT INSERT, UPDATE (left_on) ON secrecy_party TO samverkan_web;
