namespace FaceShape.Training.Learning;

/// <summary>Who may not be on both sides when photos are split into folds.</summary>
internal enum Split
{
    /// <summary>No person: identity-disjoint.</summary>
    People,

    /// <summary>No group of people who look alike: identity-disjoint even where clusters tore a person's photos apart.</summary>
    Lookalikes,

    /// <summary>Everybody may: photos are dealt out at random. Leaky, as most published figures are made.</summary>
    Photos,
}
