using FaceShape.Web.Building;

try
{
    var options = SiteOptions.Parse(args);
    var started = TimeProvider.System.GetTimestamp();
    var report = await SiteBuilder.BuildAsync(options);
    Console.Error.WriteLine($"{report}\nBuilt {options.Out} in {TimeProvider.System.GetElapsedTime(started).TotalSeconds:F1} s");
    return 0;
}
catch (SiteException error)
{
    Console.Error.WriteLine(error.Message);
    return error.ExitCode;
}
