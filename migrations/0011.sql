-- Registry: the phone of a person is sealed under a key that is not in the database. No market has run on real people yet.
alter table person drop column phone;
alter table person add column phone bytea;
