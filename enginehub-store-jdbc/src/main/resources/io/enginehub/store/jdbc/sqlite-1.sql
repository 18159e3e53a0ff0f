-- Times are microseconds since 1970: datetime(submitted / 1e6, 'unixepoch').

CREATE TABLE ${p}process (
  seq         integer PRIMARY KEY AUTOINCREMENT,
  id          blob NOT NULL UNIQUE,
  status      integer NOT NULL,
  epoch       integer NOT NULL,
  run         integer NOT NULL,
  need        integer NOT NULL,
  plan        integer NOT NULL,
  flow        text NOT NULL,
  version     integer NOT NULL,
  labels      text,
  submitted   integer NOT NULL,
  deadline    integer,
  owner_name  text,
  owner       blob,
  claim_no    integer,
  claimed     integer,
  wait_until  integer,
  wait_for    text,
  due         integer,
  started     integer,
  ended       integer,
  fault       text,
  fault_step  text,
  fault_text  text
);
CREATE INDEX ${p}process_age ON ${p}process (submitted);
CREATE INDEX ${p}process_fresh ON ${p}process (need, seq) WHERE status = 0 AND wait_until IS NULL AND epoch = 0;
CREATE INDEX ${p}process_returned ON ${p}process (need, seq) WHERE status = 0 AND wait_until IS NULL AND epoch > 0;
CREATE INDEX ${p}process_own ON ${p}process (owner, claim_no) WHERE status = 1;
CREATE INDEX ${p}process_due ON ${p}process (due) WHERE due IS NOT NULL;
CREATE INDEX ${p}process_open ON ${p}process (flow, version) WHERE ended IS NULL;
CREATE INDEX ${p}process_ended ON ${p}process (ended) WHERE ended IS NOT NULL;
CREATE INDEX ${p}process_failed ON ${p}process (submitted, seq) WHERE status > 2;

CREATE TABLE ${p}step (
  process  blob NOT NULL,
  step     text NOT NULL,
  run      integer NOT NULL,
  attempt  integer NOT NULL,
  agent    text NOT NULL,
  started  integer NOT NULL,
  ended    integer NOT NULL,
  type     text,
  body     blob NOT NULL,
  PRIMARY KEY (process, step)
) WITHOUT ROWID;

CREATE TABLE ${p}payload (
  process  blob NOT NULL,
  name     text NOT NULL,
  type     text,
  body     blob NOT NULL,
  PRIMARY KEY (process, name)
) WITHOUT ROWID;

CREATE TABLE ${p}attempt (
  process  blob NOT NULL,
  no       integer PRIMARY KEY AUTOINCREMENT,
  step     text NOT NULL,
  run      integer NOT NULL,
  attempt  integer NOT NULL,
  loss     integer NOT NULL,
  agent    text NOT NULL,
  started  integer NOT NULL,
  ended    integer NOT NULL,
  fault       text NOT NULL,
  fault_step  text NOT NULL,
  fault_text  text NOT NULL,
  next_at  integer,
  UNIQUE (process, step, run, attempt, loss)
);

CREATE TABLE ${p}log (
  process  blob NOT NULL,
  no       integer PRIMARY KEY AUTOINCREMENT,
  at       integer NOT NULL,
  step     text NOT NULL,
  attempt  integer NOT NULL,
  level    integer NOT NULL,
  line     text NOT NULL
);
CREATE INDEX ${p}log_process ON ${p}log (process, no);

CREATE TABLE ${p}plan (
  id    integer PRIMARY KEY,
  hash  text NOT NULL,
  used  integer NOT NULL,
  body  text NOT NULL
);

CREATE TABLE ${p}need (
  id          integer PRIMARY KEY,
  algorithms  text NOT NULL
);

CREATE TABLE ${p}flow (
  flow        text NOT NULL,
  version     integer NOT NULL,
  plan        integer NOT NULL,
  deployed    integer NOT NULL,
  ready       integer,
  undeployed  integer,
  PRIMARY KEY (flow, version)
) WITHOUT ROWID;

CREATE TABLE ${p}session (
  name         text NOT NULL,
  incarnation  blob NOT NULL,
  state        integer NOT NULL,
  expires      integer NOT NULL,
  claim_no     integer NOT NULL,
  PRIMARY KEY (name, incarnation)
) WITHOUT ROWID;
CREATE UNIQUE INDEX ${p}session_held ON ${p}session (name) WHERE state = 0;

CREATE TABLE ${p}request (
  client   text NOT NULL,
  key      text NOT NULL,
  request  text NOT NULL,
  process  blob NOT NULL,
  expires  integer NOT NULL,
  PRIMARY KEY (client, key)
) WITHOUT ROWID;
CREATE INDEX ${p}request_expires ON ${p}request (expires);

CREATE TABLE ${p}look (
  need        integer NOT NULL,
  dispatcher  text NOT NULL,
  verdict     integer NOT NULL,
  detail      text NOT NULL,
  count       integer NOT NULL,
  first       integer NOT NULL,
  last        integer NOT NULL,
  PRIMARY KEY (need, dispatcher, verdict, detail)
) WITHOUT ROWID;

CREATE TABLE ${p}counts (
  store    blob PRIMARY KEY,
  pending  integer NOT NULL,
  ended    integer NOT NULL
);
