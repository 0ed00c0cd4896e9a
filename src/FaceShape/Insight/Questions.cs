namespace FaceShape.Insight;

/// <summary>The closed list of questions. Everything that can be shared is here; nothing else is accepted anywhere.</summary>
public static class Questions
{
    /// <summary>The value of every question that says nothing, so that not even having something to say is given away.</summary>
    public const string None = "none";

    /// <summary>The shape that was answered.</summary>
    public static Question Shape { get; } = new(
        0, "shape", "Which shape did the first photo show?", true, false, "heart", "oblong", "oval", "round", "square", "cannot-tell");

    /// <summary>How the reading ended.</summary>
    public static Question Outcome { get; } = new(
        1, "outcome", "How did reading the week's first photo end?", false, false, "answered", "cannot-tell", "no-face", "several-faces", "failed");

    /// <summary>The first thing that was wrong with the photo.</summary>
    public static Question Warning { get; } = new(
        2, "warning", "What was wrong with the week's first photo?", false, false,
        "nothing", "turned", "tilted", "small", "cut-off", "blurred", "dark", "bright", "too-near");

    /// <summary>Photos after the first one.</summary>
    public static Question Retakes { get; } = new(
        3, "retakes", "How many more photos were tried after the first?", false, false, "zero", "one", "two", "more")
    {
        CountsUp = true,
    };

    /// <summary>Probability of the first answer less that of the second.</summary>
    public static Question Margin { get; } = new(
        4, "margin", "How far was the first shape ahead of the second?", false, false, "below-10", "below-25", "below-50", "above-50");

    /// <summary>Whether the mirrored photo gets the same shape.</summary>
    public static Question Mirror { get; } = new(
        5, "mirror", "Did the mirrored photo get the same shape?", false, false, "same", "different");

    /// <summary>Whether several photos of one visit get the same shape.</summary>
    public static Question Photos { get; } = new(
        6, "photos", "Did two photos get the same shape?", false, false, "same", "different");

    /// <summary>How usual the face's points are among those of the training photos.</summary>
    public static Question Landmarks { get; } = new(
        7, "landmarks", "How usual were the first face's proportions among the training photos?", false, false,
        "common", "usual", "uncommon", "rare", "outlier");

    /// <summary>What the person says about the answer.</summary>
    public static Question Right { get; } = new(8, "right", "Did the answer seem right?", false, false, "yes", "no");

    /// <summary>The shape that the person says instead.</summary>
    public static Question Correction { get; } = new(
        9, "correction", "Which shape would have been right?", false, false, "heart", "oblong", "oval", "round", "square");

    /// <summary>Time from the photo to the answer.</summary>
    public static Question Time { get; } = new(
        10, "time", "How many seconds did the reading take?", false, false, "below-half", "below-1", "below-2", "below-5", "longer");

    /// <summary>Memory of the reader.</summary>
    public static Question Memory { get; } = new(
        11, "memory", "How many megabytes did the reader hold?", false, false, "below-128", "below-256", "below-512", "more");

    /// <summary>How often the reader had to be started again.</summary>
    public static Question Restarts { get; } = new(
        12, "restarts", "How often was the reader started again?", false, false, "zero", "one", "more")
    {
        CountsUp = true,
    };

    /// <summary>Whether the challenger names the same shape.</summary>
    public static Question Agreement { get; } = new(
        13, "agreement", "Did the new model name the same shape?", true, true, "same", "different");

    /// <summary>The challenger's shape.</summary>
    public static Question ChallengerShape { get; } = new(
        14, "challenger-shape", "Which shape did the new model name?", true, true, "heart", "oblong", "oval", "round", "square", "cannot-tell");

    /// <summary>Whether the challenger is surer.</summary>
    public static Question ChallengerMargin { get; } = new(
        15, "challenger-margin", "Was the new model surer?", false, true, "surer", "alike", "less-sure");

    /// <summary>Which of both models named the shape that the person says.</summary>
    public static Question Preferred { get; } = new(
        16, "preferred", "Which model named the shape that you said?", false, true, "both", "champion", "challenger", "neither");

    /// <summary>All of them, by number.</summary>
    public static IReadOnlyList<Question> All { get; } =
    [
        Shape, Outcome, Warning, Retakes, Margin, Mirror, Photos, Landmarks, Right, Correction, Time, Memory, Restarts,
        Agreement, ChallengerShape, ChallengerMargin, Preferred,
    ];

    /// <summary>A question by its name; null when there is none of that name.</summary>
    public static Question? Find(string name)
    {
        foreach (var question in All)
        {
            if (question.Name == name) return question;
        }

        return null;
    }

    /// <summary>
    /// Draws the question of a week. It depends on nothing about the person: which question is asked tells nothing.
    /// While a challenger runs, every other draw asks about it.
    /// </summary>
    /// <param name="challenger">Whether a challenger runs beside the model.</param>
    /// <param name="bits">Chance.</param>
    public static Question Draw(bool challenger, IRandomBits bits)
    {
        var about = challenger && RandomizedResponse.UniformBelow(2, bits) == 1;
        var place = (int)RandomizedResponse.UniformBelow((ulong)Count(about), bits);
        foreach (var question in All)
        {
            if (question.AboutChallenger == about && place-- == 0) return question;
        }

        throw new InvalidOperationException("The list of questions changed while it was read");
    }

    /// <summary>The share of all reports that ask a question: what <see cref="Draw"/> makes of it.</summary>
    /// <param name="question">One of the list.</param>
    /// <param name="challenger">Whether a challenger runs beside the model.</param>
    public static double ExpectedShare(Question question, bool challenger)
    {
        ArgumentNullException.ThrowIfNull(question);
        if (question.AboutChallenger && !challenger) return 0;
        return (challenger ? 0.5 : 1) / Count(question.AboutChallenger);
    }

    private static int Count(bool aboutChallenger)
    {
        var count = 0;
        foreach (var question in All)
        {
            if (question.AboutChallenger == aboutChallenger) count++;
        }

        return count;
    }
}
