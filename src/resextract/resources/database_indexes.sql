-- Made after the rows: what people look tasks up by.
CREATE INDEX tasks_of_document ON tasks (doc_id);
CREATE INDEX actors_by_name ON actors (normal, role);
CREATE INDEX deadlines_by_end ON deadlines (end_date);
CREATE INDEX targets_by_unit ON targets (unit, value);
CREATE INDEX programs_by_id ON programs (program_id);
CREATE INDEX actions_by_lemma ON actions (lemma);
CREATE INDEX refs_by_number ON refs (number, date);
CREATE INDEX warnings_by_code ON warnings (code);
