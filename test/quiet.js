// n8n's own log of every refused item would drown the results; what went wrong is in what the tests look at.
process.env.N8N_LOG_LEVEL = 'silent';
