namespace FaceShape.Insight;

/// <summary>One of the closed list of questions, with a closed list of values. The first value says that there is nothing to say.</summary>
public sealed class Question
{
    private readonly string[] values;

    internal Question(int number, string name, string words, bool steady, bool aboutChallenger, params string[] values)
    {
        this.values = [Questions.None, .. values];
        (Number, Name, Words, Steady, AboutChallenger) = (number, name, words, steady, aboutChallenger);
        Permanent = new(this.values.Length, Privacy.PermanentEpsilon);
        Instantaneous = steady ? new(this.values.Length, Privacy.InstantaneousEpsilon) : null;
        Channel = Instantaneous is null ? Permanent.Channel : Permanent.Channel.Then(Instantaneous.Channel);
    }

    /// <summary>Its place in <see cref="Questions.All"/>.</summary>
    public int Number { get; }

    /// <summary>The word by which reports name it.</summary>
    public string Name { get; }

    /// <summary>What it asks, for people.</summary>
    public string Words { get; }

    /// <summary>
    /// Asked about a model, not about a week: the permanent answer is drawn once for each model, whatever the truth becomes
    /// later, and each week's report is drawn from that answer, so that many reports tell no more than the permanent one.
    /// </summary>
    public bool Steady { get; }

    /// <summary>
    /// Asked only while a challenger runs beside the model. Where it is not <see cref="Steady"/>, a device answers once about each
    /// challenger, so that answers are independent of each other.
    /// </summary>
    public bool AboutChallenger { get; }

    /// <summary>Its value grows while the app is used, so that the last one of a week counts and not the first.</summary>
    public bool CountsUp { get; internal init; }

    /// <summary>The words of its values; at most 16.</summary>
    public IReadOnlyList<string> Values => values;

    /// <summary>Draws the answer that is kept.</summary>
    public RandomizedResponse Permanent { get; }

    /// <summary>Draws a week's report from the answer that is kept; null where that one is sent itself, once.</summary>
    public RandomizedResponse? Instantaneous { get; }

    /// <summary>From the truth to what arrives in one report.</summary>
    public Channel Channel { get; }

    /// <summary>The number of a value by its word; -1 when it is none of them.</summary>
    public int ValueOf(string word) => Array.IndexOf(values, word);

    /// <inheritdoc/>
    public override string ToString() => Name;
}
