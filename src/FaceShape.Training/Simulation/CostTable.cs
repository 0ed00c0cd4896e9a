namespace FaceShape.Training.Simulation;

/// <summary>What is assumed about prices and use. None of it was measured here; whoever knows better puts other numbers in.</summary>
public sealed record CostAssumptions
{
    /// <summary>Photos a person reads in a month.</summary>
    public double PhotosPerMonth { get; init; } = 3;

    /// <summary>Dollars an hour of a server with one small GPU.</summary>
    public double GpuHour { get; init; } = 1;

    /// <summary>Photos a second on one such server: decode, detect, describe, classify.</summary>
    public double PhotosPerSecond { get; init; } = 20;

    /// <summary>How much busier than on average servers must be able to be.</summary>
    public double Peak { get; init; } = 4;

    /// <summary>Servers that always run, so that one may fail.</summary>
    public double AlwaysOn { get; init; } = 2;

    /// <summary>Dollars a gigabyte that a content delivery network sends.</summary>
    public double EgressGigabyte { get; init; } = 0.05;

    /// <summary>Share of a month's people who come for the first time, or to a version with new models, and download everything.</summary>
    public double Downloads { get; init; } = 0.4;

    /// <summary>Dollars a month of the collector: two small servers and a small database.</summary>
    public double Collector { get; init; } = 80;
}

/// <summary>What a number of people costs in a month, in dollars.</summary>
/// <param name="Users">People in a month.</param>
/// <param name="Gpu">Reading their photos on GPU servers.</param>
/// <param name="Light">Delivering a reader of 4 MB.</param>
/// <param name="Heavy">Delivering a reader of 12 MB.</param>
/// <param name="Collector">Collecting what they share.</param>
/// <param name="ReportsPerSecond">Reports that arrive in the busiest hour.</param>
public sealed record CostRow(long Users, double Gpu, double Light, double Heavy, double Collector, double ReportsPerSecond);

/// <summary>Makes the table.</summary>
public static class CostTable
{
    private const double HoursInMonth = 730;
    private const double SecondsInHour = 3600;
    private const double SecondsInWeek = 7 * 24 * SecondsInHour;
    private const double LightMegabytes = 4;
    private const double HeavyMegabytes = 12;
    private const double MegabytesInGigabyte = 1000;

    /// <summary>How much more than on average arrives in the busiest hour of the week.</summary>
    private const double BusiestHour = 10;

    private static readonly long[] Populations = [10_000, 100_000, 1_000_000, 10_000_000, 100_000_000];

    /// <summary>One row for each number of people.</summary>
    public static IReadOnlyList<CostRow> Of(CostAssumptions assumed, PopulationOptions options)
    {
        ArgumentNullException.ThrowIfNull(assumed);
        ArgumentNullException.ThrowIfNull(options);
        return [.. Populations.Select(users =>
        {
            var busy = users * assumed.PhotosPerMonth / assumed.PhotosPerSecond / SecondsInHour * assumed.Peak;
            var gpu = Math.Max(busy, assumed.AlwaysOn * HoursInMonth) * assumed.GpuHour;
            double Delivery(double megabytes) => users * assumed.Downloads * megabytes / MegabytesInGigabyte * assumed.EgressGigabyte;
            var reports = users * options.OptIn * options.WeeklyUse / SecondsInWeek * BusiestHour;
            return new CostRow(users, gpu, Delivery(LightMegabytes), Delivery(HeavyMegabytes), assumed.Collector, reports);
        })];
    }
}
