-- Fulfilment: electronic contracts, e-invoices, reported charges (111/32.2, 33.4).

update engagement set state = state || '{"invoices": [], "charges": []}';
