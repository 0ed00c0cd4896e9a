// The runtime wants an entry point; the worker calls the door instead.
return;
