namespace FaceShape.Training;

/// <summary>Which classifiers are trained or scored.</summary>
public enum Pipeline
{
    /// <summary>The light ones on map and mesh, which ship by default.</summary>
    Light,

    /// <summary>The original's three on landmarks and descriptor.</summary>
    Original,
}
