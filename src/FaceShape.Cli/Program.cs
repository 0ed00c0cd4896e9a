using System.CommandLine;

return await new RootCommand("Reads the shape of a face from a photo, on this machine.").Parse(args).InvokeAsync();
