/** The table of all kiosks in PostgreSQL (11 or later), and what goes with it. */
export const TABLE = 'myna_pin_journal';

/**
 * Makes the table; whoever runs it owns it. `body` is the text that the hash covers, so that the chain of every kiosk can be
 * verified where it lies, with nothing but SQL: the view shows what does not follow from the entry before. An entry that is
 * the first after a gap follows from what its kiosk deleted when the database had been away for too long.
 */
export const TABLE_SQL = `
CREATE TABLE ${TABLE} (
  kiosk uuid NOT NULL,
  sequence bigint NOT NULL CHECK (sequence > 0),
  body text NOT NULL,
  hash bytea NOT NULL CHECK (octet_length(hash) = 32),
  received timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (kiosk, sequence)
);

CREATE FUNCTION ${TABLE}_unaltered() RETURNS trigger LANGUAGE plpgsql AS
  $$ BEGIN RAISE EXCEPTION 'entries of the journal are never altered'; END $$;
CREATE TRIGGER unaltered BEFORE UPDATE OR TRUNCATE ON ${TABLE}
  FOR EACH STATEMENT EXECUTE FUNCTION ${TABLE}_unaltered();

CREATE VIEW ${TABLE}_faults AS
  SELECT kiosk, sequence, body FROM (
    SELECT kiosk, sequence, body, hash, CASE
      WHEN sequence = 1 THEN sha256(convert_to('myna-pin journal 1 ' || kiosk, 'UTF8'))
      WHEN lag(sequence) OVER chain = sequence - 1 THEN lag(hash) OVER chain
      ELSE (
        SELECT decode(deletion.body::jsonb #>> '{event,hash}', 'hex') FROM ${TABLE} AS deletion
        WHERE deletion.kiosk = entry.kiosk AND deletion.sequence > entry.sequence
          AND deletion.body::jsonb #>> '{event,event}' = 'deleted'
          AND (deletion.body::jsonb #>> '{event,through}')::bigint = entry.sequence - 1
        LIMIT 1
      )
    END AS before
    FROM ${TABLE} AS entry WINDOW chain AS (PARTITION BY kiosk ORDER BY sequence)
  ) AS walked
  WHERE hash IS DISTINCT FROM sha256(before || convert_to(body, 'UTF8'));
`.trim();

/** The same, to be run by somebody who may, for kiosks that may only add to it. */
export const TABLE_SQL_FOR_OWNER = `${TABLE_SQL}

-- For the user that the kiosks connect as:
-- GRANT SELECT, INSERT ON ${TABLE} TO kiosks;
-- Any fault in any chain:
-- SELECT * FROM ${TABLE}_faults;`;
