using FaceShape.Training.Shadow;

namespace FaceShape.Training.Simulation;

/// <summary>A population whose truth is known.</summary>
public sealed record PopulationOptions
{
    /// <summary>Most devices that are simulated one by one; beyond, the arithmetic of <see cref="PaperTable"/> answers.</summary>
    public const int MaxDevices = 1_000_000;

    /// <summary>Most weeks.</summary>
    public const int MaxWeeks = 12;

    /// <summary>Devices with the app.</summary>
    public int Devices { get; init; } = 20_000;

    /// <summary>Weeks, the last of which is two before this one.</summary>
    public int Weeks { get; init; } = 4;

    /// <summary>Share of devices whose owner chose to share.</summary>
    public double OptIn { get; init; } = 0.3;

    /// <summary>Probability that a device is used in a week.</summary>
    public double WeeklyUse { get; init; } = 0.5;

    /// <summary>Probability that a person says in a week which shape is right.</summary>
    public double Feedback { get; init; } = 0.6;

    /// <summary>Share of people whose shape the champion names.</summary>
    public double ChampionAccuracy { get; init; } = 0.52;

    /// <summary>Share of people whose shape the challenger names; null when there is no challenger.</summary>
    public double? ChallengerAccuracy { get; init; }

    /// <summary>Share of people for whom one model is right and the other wrong.</summary>
    public double Discordance { get; init; } = 0.2;

    /// <summary>Shares of the true shapes, in the order of the labels.</summary>
    public IReadOnlyList<double> Shapes { get; init; } = [0.15, 0.15, 0.3, 0.2, 0.2];

    /// <summary>The same seed gives the same people.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>Checks that there can be such a population.</summary>
    /// <exception cref="ShadowException">There cannot.</exception>
    public void Check()
    {
        if (Devices is < 1 or > MaxDevices) throw new ShadowException($"{Devices} devices cannot be simulated; take 1 to {MaxDevices}");
        if (Weeks is < 1 or > MaxWeeks) throw new ShadowException($"{Weeks} weeks cannot be simulated; take 1 to {MaxWeeks}");
        if (ChallengerAccuracy is not { } accuracy) return;
        var gain = accuracy - ChampionAccuracy;
        var least = Math.Min(ChampionAccuracy, accuracy);
        if (Math.Abs(gain) > Discordance || (Discordance - Math.Abs(gain)) / 2 > Math.Min(least, 1 - Math.Max(ChampionAccuracy, accuracy)))
            throw new ShadowException("Accuracies and discordance contradict each other: the models must differ on at least as many people as the difference of their accuracies");
    }
}
