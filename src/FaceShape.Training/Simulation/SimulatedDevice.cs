using FaceShape.Insight;

namespace FaceShape.Training.Simulation;

/// <summary>A person, the app on their device, and what both models say about their face. It shares through the same journal as a real one.</summary>
internal sealed class SimulatedDevice
{
    private const int Shapes = 5;
    private const int CannotTell = Shapes + 1;
    private const double AbstentionRate = 0.1;

    private readonly PopulationOptions options;
    private readonly SplitMix random;
    private readonly int truth;
    private readonly int champion;
    private readonly int challenger;
    private readonly bool abstains;

    public SimulatedDevice(PopulationOptions options, int number)
    {
        this.options = options;
        random = new((ulong)options.Seed << 32 | (uint)number);
        random.Next();
        truth = random.Choose(options.Shapes);
        abstains = random.Happens(AbstentionRate);
        Shares = random.Happens(options.OptIn);
        if (Shares) Journal.Consent();
        var gain = (options.ChallengerAccuracy ?? options.ChampionAccuracy) - options.ChampionAccuracy;
        var discordance = options.ChallengerAccuracy is null ? 0 : options.Discordance;
        double championOnly = (discordance - gain) / 2, challengerOnly = (discordance + gain) / 2;
        var outcome = random.Choose(options.ChampionAccuracy - championOnly, championOnly, challengerOnly, 1);
        champion = outcome < 2 ? truth : Wrong();
        challenger = outcome is 0 or 2 ? truth : Wrong();
    }

    /// <summary>What the app knows here.</summary>
    public DeviceJournal Journal { get; } = new();

    /// <summary>Whether its owner chose to share.</summary>
    public bool Shares { get; }

    /// <summary>The device's own chance.</summary>
    public IRandomBits Bits => random;

    /// <summary>Perhaps uses the app in a week.</summary>
    /// <param name="week">Which.</param>
    /// <param name="happened">Told of each event.</param>
    /// <returns>Whether it was used.</returns>
    public bool Live(int week, Action<Question, int> happened)
    {
        if (!random.Happens(options.WeeklyUse)) return false;
        var shape = abstains ? CannotTell : champion + 1;
        Happen(Questions.Shape, shape);
        Happen(Questions.Outcome, 1 + random.Choose(0.83, 0.1, 0.04, 0.02, 0.01));
        Happen(Questions.Warning, 1 + random.Choose(0.6, 0.1, 0.08, 0.05, 0.03, 0.05, 0.05, 0.02, 0.02));
        Happen(Questions.Retakes, 1 + random.Choose(0.5, 0.25, 0.15, 0.1));
        Happen(Questions.Margin, 1 + random.Choose(champion == truth ? [0.2, 0.25, 0.3, 0.25] : [0.45, 0.3, 0.2, 0.05]));
        Happen(Questions.Mirror, random.Happens(0.85) ? 1 : 2);
        if (random.Happens(0.4)) Happen(Questions.Photos, random.Happens(0.62) ? 1 : 2);
        Happen(Questions.Landmarks, 1 + random.Choose(0.5, 0.4, 0.09, 0.009, 0.001));
        Happen(Questions.Time, 1 + random.Choose(0.2, 0.4, 0.25, 0.1, 0.05));
        Happen(Questions.Memory, 1 + random.Choose(0.3, 0.5, 0.15, 0.05));
        Happen(Questions.Restarts, 1 + random.Choose(0.95, 0.04, 0.01));
        var says = random.Happens(options.Feedback);
        if (says)
        {
            Happen(Questions.Right, champion == truth ? 1 : 2);
            if (champion != truth) Happen(Questions.Correction, truth + 1);
        }

        if (options.ChallengerAccuracy is null) return true;
        Happen(Questions.Agreement, champion == challenger ? 1 : 2);
        Happen(Questions.ChallengerShape, abstains ? CannotTell : challenger + 1);
        Happen(Questions.ChallengerMargin, 1 + random.Choose(0.35, 0.4, 0.25));
        if (says) Happen(Questions.Preferred, (champion == truth, challenger == truth) switch { (true, true) => 1, (true, false) => 2, (false, true) => 3, _ => 4 });
        return true;

        void Happen(Question question, int value)
        {
            happened(question, value);
            if (Shares) Journal.Observe(week, question, value);
        }
    }

    private int Wrong()
    {
        var other = (int)(random.NextShare() * (Shapes - 1));
        return other < truth ? other : other + 1;
    }
}
