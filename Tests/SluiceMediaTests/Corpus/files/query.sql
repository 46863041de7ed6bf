SELECT a, b FROM c WHERE d = 1;
