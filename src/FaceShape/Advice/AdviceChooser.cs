namespace FaceShape.Advice;

/// <summary>
/// Chooses what to prefer and what to avoid. An item helps by how much nearer to balance it brings the face: with a need n and an
/// effect e that is |n|² - |n - e|². Where several shapes are in question, an item counts by the one that it helps least.
/// </summary>
public static class AdviceChooser
{
    /// <summary>An item that helps less than this is not advised, even where nothing of its group helps more.</summary>
    public const double LeastHelp = -2.2;

    /// <summary>An item that harms more than this is advised against.</summary>
    public const double LeastHarm = -1;

    /// <summary>Most items of a group that are advised.</summary>
    public const int MostPreferred = 2;

    /// <summary>The second item of a group must help at least this share of what the first one does.</summary>
    public const double WorthNaming = 0.4;

    /// <summary>Chooses from the whole catalogue.</summary>
    /// <returns>In the catalogue's order of groups; within a group the best first, then at most one to avoid.</returns>
    public static IReadOnlyList<AdviceLine> Choose(FaceProfile profile)
    {
        ArgumentNullException.ThrowIfNull(profile);
        var needs = new Balance[profile.Shapes.Count];
        for (var i = 0; i < needs.Length; i++) needs[i] = FaceNeeds.Of(profile.Shapes[i], profile.Traits);

        List<AdviceLine> lines = [];
        var items = AdviceCatalogue.All;
        for (int start = 0, end; start < items.Count; start = end)
        {
            end = start + 1;
            while (end < items.Count && items[end].Topic == items[start].Topic && items[end].Group == items[start].Group) end++;
            ChooseInGroup(items, start, end, needs, lines);
        }

        return lines;
    }

    /// <summary>How much nearer to balance an item brings a face.</summary>
    internal static double Help(Balance need, Balance effect)
    {
        double help = 0;
        for (var way = 0; way < Balance.Count; way++) help += Help(need, effect, way);
        return help;
    }

    private static double Help(Balance need, Balance effect, int way) => (2 * need[way] - effect[way]) * effect[way];

    private static void ChooseInGroup(IReadOnlyList<AdviceItem> items, int start, int end, Balance[] needs, List<AdviceLine> lines)
    {
        var ranked = new (double Help, AdviceItem Item)[end - start];
        for (var i = start; i < end; i++) ranked[i - start] = (LeastHelpOf(items[i], needs), items[i]);
        // A stable order: equals stay as the catalogue has them.
        for (var i = 1; i < ranked.Length; i++)
        {
            for (var j = i; j > 0 && ranked[j].Help > ranked[j - 1].Help; j--) (ranked[j], ranked[j - 1]) = (ranked[j - 1], ranked[j]);
        }

        var (best, worst) = (ranked[0], ranked[^1]);
        if (best.Help >= LeastHelp) lines.Add(new(best.Item, true, ReasonFor(best.Item.Effect, needs)));
        for (var i = 1; i < Math.Min(MostPreferred, ranked.Length); i++)
        {
            var next = ranked[i];
            if (next.Help >= Math.Max(0, WorthNaming * best.Help)) lines.Add(new(next.Item, true, ReasonFor(next.Item.Effect, needs)));
        }

        if (worst.Help <= LeastHarm) lines.Add(new(worst.Item, false, ReasonAgainst(worst.Item.Effect, needs)));
    }

    private static double LeastHelpOf(AdviceItem item, Balance[] needs)
    {
        var least = double.PositiveInfinity;
        foreach (var need in needs) least = Math.Min(least, Help(need, item.Effect));
        return least;
    }

    private static AdviceReason ReasonFor(Balance effect, Balance[] needs)
    {
        var (way, help) = Most(effect, needs, 1);
        return help > 0 ? Reason(way, effect[way]) : AdviceReason.AsIs;
    }

    private static AdviceReason ReasonAgainst(Balance effect, Balance[] needs)
    {
        var hurt = needs[0];
        foreach (var need in needs) hurt = Help(need, effect) < Help(hurt, effect) ? need : hurt;
        // What the face asks for is no reason against, even where the item gives too much of it: the text beside it would say the opposite.
        var (way, harm) = Most(effect, [hurt], -1, among: way => hurt[way] * effect[way] <= 0);
        if (harm <= 0) (way, _) = Most(effect, [hurt], -1);
        return Reason(way, effect[way]);
    }

    /// <summary>The way in which an effect helps (sign 1) or harms (sign -1) most, over all needs.</summary>
    private static (int Way, double Most) Most(Balance effect, Balance[] needs, int sign, Func<int, bool>? among = null)
    {
        var (best, most) = (0, double.NegativeInfinity);
        for (var way = 0; way < Balance.Count; way++)
        {
            if (among?.Invoke(way) == false) continue;
            double help = 0;
            foreach (var need in needs) help += sign * Help(need, effect, way);
            if (help > most) (best, most) = (way, help);
        }

        return (best, most);
    }

    private static AdviceReason Reason(int way, double effect) => (AdviceReason)(2 * way + (effect > 0 ? 0 : 1));
}
