namespace FaceShape.Classification;

/// <summary>The five face shapes, in the order in which probabilities are stored.</summary>
public enum Shape
{
    /// <summary>Wide forehead, narrow chin.</summary>
    Heart,

    /// <summary>Clearly longer than wide, sides nearly straight.</summary>
    Oblong,

    /// <summary>Longer than wide, softly rounded.</summary>
    Oval,

    /// <summary>About as long as wide, softly rounded.</summary>
    Round,

    /// <summary>About as long as wide, angular jaw.</summary>
    Square,
}

/// <summary>Whether the jaw is angular, in the order in which probabilities are stored.</summary>
public enum JawType
{
    /// <summary>Corners show.</summary>
    Angular,

    /// <summary>Rounded.</summary>
    Soft,
}

/// <summary>Whether the face is long, in the order in which probabilities are stored.</summary>
public enum FaceLength
{
    /// <summary>Clearly longer than wide.</summary>
    Long,

    /// <summary>About as long as wide.</summary>
    Short,
}
