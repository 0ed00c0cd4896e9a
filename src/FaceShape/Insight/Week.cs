namespace FaceShape.Insight;

/// <summary>The finest time that is ever sent: whole weeks since Monday, 5 January 1970 (UTC).</summary>
public static class Week
{
    private const long SecondsInDay = 86_400;
    private const int DaysInWeek = 7;

    /// <summary>1 January 1970 was a Thursday; Monday was the fifth.</summary>
    private const int FirstMonday = 4;

    /// <summary>The week of a moment.</summary>
    /// <param name="unixSeconds">Seconds since 1 January 1970, UTC; not before the first Monday.</param>
    public static int Of(long unixSeconds)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(unixSeconds, FirstMonday * SecondsInDay);
        return (int)((unixSeconds / SecondsInDay - FirstMonday) / DaysInWeek);
    }

    /// <summary>The Monday on which a week begins.</summary>
    public static DateOnly Monday(int week) => new DateOnly(1970, 1, 1).AddDays(FirstMonday + DaysInWeek * week);
}
