namespace FaceShape.Description;

/// <summary>Which photos show the same person, or are the same photo, by the distance of their descriptors.</summary>
public static class DescriptorGroups
{
    /// <summary>Faces nearer than this are of one person (dlib's own bound).</summary>
    public const double SamePerson = 0.6;

    /// <summary>Faces nearer than this come from one photo, cut or stored anew.</summary>
    public const double SamePhoto = 0.2;

    /// <summary>Euclidean distance of two descriptors.</summary>
    public static double Distance(IReadOnlyList<float> a, IReadOnlyList<float> b)
    {
        ArgumentNullException.ThrowIfNull(a);
        ArgumentNullException.ThrowIfNull(b);
        double sum = 0;
        for (var i = 0; i < a.Count; i++) sum += (a[i] - b[i]) * (double)(a[i] - b[i]);
        return Math.Sqrt(sum);
    }

    /// <summary>Groups photos: those nearer than a bound are together, and so are all that hang together by such pairs.</summary>
    /// <param name="descriptors">One a photo.</param>
    /// <param name="below">The bound.</param>
    /// <returns>For each photo the index of the first of its group.</returns>
    public static int[] Of(IReadOnlyList<IReadOnlyList<float>> descriptors, double below)
    {
        ArgumentNullException.ThrowIfNull(descriptors);
        var group = new int[descriptors.Count];
        for (var i = 0; i < group.Length; i++)
        {
            group[i] = i;
            for (var j = 0; j < i; j++)
            {
                if (group[j] != group[i] && Distance(descriptors[i], descriptors[j]) < below) Join(group, group[i], group[j]);
            }
        }

        return group;
    }

    /// <summary>The largest group of photos of one person; of two as large, that of the earlier photo.</summary>
    /// <param name="descriptors">One a photo.</param>
    /// <returns>For each photo whether it belongs to that group.</returns>
    public static bool[] MainPerson(IReadOnlyList<IReadOnlyList<float>> descriptors)
    {
        var group = Of(descriptors, SamePerson);
        var sizes = new int[group.Length];
        var main = 0;
        foreach (var one in group) sizes[one]++;
        for (var i = 1; i < sizes.Length; i++)
        {
            if (sizes[i] > sizes[main]) main = i;
        }

        return Array.ConvertAll(group, one => one == main);
    }

    private static void Join(int[] group, int a, int b)
    {
        var (first, second) = (Math.Min(a, b), Math.Max(a, b));
        for (var i = 0; i < group.Length; i++)
        {
            if (group[i] == second) group[i] = first;
        }
    }
}
