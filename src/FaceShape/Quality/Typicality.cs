namespace FaceShape.Quality;

/// <summary>How usual a face's proportions are among the photos that the classifiers learnt from.</summary>
public enum Rarity
{
    /// <summary>In the nearer half of them.</summary>
    Common,

    /// <summary>Nearer than nine in ten.</summary>
    Usual,

    /// <summary>Nearer than 99 in a hundred.</summary>
    Uncommon,

    /// <summary>Nearer than 999 in a thousand.</summary>
    Rare,

    /// <summary>Beyond: hardly any photo was like it, so the answer rests on little.</summary>
    Outlier,
}

/// <summary>Where a face lies among the photos that the classifiers learnt from.</summary>
/// <param name="Distance">Mahalanobis distance of its proportions from theirs; 0 is their mean.</param>
/// <param name="Rarity">What that is, by the quantiles of the photos themselves.</param>
public readonly record struct Typicality(double Distance, Rarity Rarity);
