-- The queue of background work stands in a schema of its own. The product can put a job in it and nothing else:
-- it neither reads it (how long the queue is tells how busy others are) nor hears of it (NOTIFY reaches anybody).

DROP TRIGGER procrastinate_jobs_notify_queue_job_inserted_v1 ON queue.procrastinate_jobs;
DROP TRIGGER procrastinate_jobs_notify_queue_job_aborted_v1 ON queue.procrastinate_jobs;
DROP FUNCTION queue.procrastinate_notify_queue_job_inserted_v1(), queue.procrastinate_notify_queue_abort_job_v1();

DO $$
DECLARE f regprocedure;
BEGIN
    FOR f IN SELECT oid::regprocedure FROM pg_proc WHERE pronamespace = 'queue'::regnamespace LOOP
        EXECUTE format('ALTER FUNCTION %s SET search_path = queue, pg_catalog', f);
        EXECUTE format('REVOKE ALL ON FUNCTION %s FROM PUBLIC', f);
        EXECUTE format('GRANT EXECUTE ON FUNCTION %s TO samverkan_worker', f);
    END LOOP;
END $$;

-- Two random ids and a time: whatever else a job needs lies sealed in the agency's own compartment.
ALTER TABLE queue.procrastinate_jobs ADD CONSTRAINT two_ids CHECK (
    args = '{}'::jsonb OR args ? 'timestamp' AND args - 'timestamp' = '{}'::jsonb
    OR (args ->> 'agency')::uuid IS NOT NULL AND (args ->> 'job')::uuid IS NOT NULL
       AND args - 'agency' - 'job' = '{}'::jsonb);

GRANT USAGE ON SCHEMA queue TO samverkan_worker, samverkan_queue;
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA queue TO samverkan_worker;
GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA queue TO samverkan_worker;
GRANT INSERT ON queue.procrastinate_jobs, queue.procrastinate_events TO samverkan_queue;
GRANT USAGE ON SEQUENCE queue.procrastinate_jobs_id_seq, queue.procrastinate_events_id_seq TO samverkan_queue;
GRANT EXECUTE ON FUNCTION sec.me() TO samverkan_queue;
GRANT USAGE ON SCHEMA sec TO samverkan_queue;

CREATE FUNCTION sec.enqueue(p_job uuid) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
BEGIN
    INSERT INTO queue.procrastinate_jobs (queue_name, task_name, lock, args)
    VALUES ('work', 'work', p_job::text, jsonb_build_object('agency', sec.me(), 'job', p_job));
END $$;
GRANT CREATE ON SCHEMA sec TO samverkan_queue;
REVOKE ALL ON FUNCTION sec.enqueue(uuid) FROM PUBLIC;
ALTER FUNCTION sec.enqueue(uuid) OWNER TO samverkan_queue;
REVOKE CREATE ON SCHEMA sec FROM samverkan_queue;
SET LOCAL ROLE samverkan_queue;
GRANT EXECUTE ON FUNCTION sec.enqueue(uuid) TO samverkan_web;
SET LOCAL ROLE samverkan_owner;
