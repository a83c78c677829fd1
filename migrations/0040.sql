-- 111/33.1, 38: the score by which the public directory finds and orders agencies, in thousandths. The module that scores
-- keeps it here; the registry only reads it. Begins with the weighted mean of the ratings.

alter table agency add column score_milli int check (score_milli >= 0);
create index agency_score on agency (score_milli desc nulls last);
update agency set score_milli = (
  select round(1000.0 * sum(stars * weight_permille) / nullif(sum(weight_permille), 0))::int
  from rating where subject = organisation and of = 'agency');
