using System.Globalization;
using System.Text;

namespace FaceShape.Insight;

/// <summary>
/// Everything that is ever sent: one randomized answer to one question. As text it has exactly one form, 100 to 200 bytes
/// of JSON in ASCII, which is shown to the person before it goes; anything else is refused.
/// </summary>
/// <param name="Week">The week; see <see cref="Insight.Week"/>.</param>
/// <param name="Model">What the question is about.</param>
/// <param name="Question">One of the closed list.</param>
/// <param name="Value">Number of the randomized value.</param>
/// <param name="Nonce">Drawn for this report alone, so that sending it twice counts once; says nothing about the device.</param>
public sealed record Report(int Week, ModelId Model, Question Question, int Value, UInt128 Nonce)
{
    /// <summary>Version of the form.</summary>
    public const int Schema = 1;

    /// <summary>No report is longer, in bytes.</summary>
    public const int MaxBytes = 200;

    private const int NonceDigits = 32;
    private const int MaxWeekDigits = 5;

    private static ReadOnlySpan<byte> BeforeWeek => "{\"schema\":1,\"week\":"u8;

    private static ReadOnlySpan<byte> BeforeModel => ",\"model\":\""u8;

    private static ReadOnlySpan<byte> BeforeQuestion => "\",\"question\":\""u8;

    private static ReadOnlySpan<byte> BeforeValue => "\",\"value\":\""u8;

    private static ReadOnlySpan<byte> BeforeNonce => "\",\"nonce\":\""u8;

    private static ReadOnlySpan<byte> End => "\"}"u8;

    /// <summary>The text that is sent.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{{\"schema\":{Schema},\"week\":{Week},\"model\":\"{Model}\",\"question\":\"{Question.Name}\",\"value\":\"{Question.Values[Value]}\",\"nonce\":\"{Nonce:x32}\"}}");

    /// <summary>Reads the bytes that were received; each byte is looked at a bounded number of times.</summary>
    /// <returns>Null when they are not exactly what <see cref="ToString"/> writes.</returns>
    public static Report? Parse(ReadOnlySpan<byte> utf8)
    {
        if (utf8.Length > MaxBytes || !Take(ref utf8, BeforeWeek)) return null;
        var week = TakeUntil(ref utf8, BeforeModel);
        var model = TakeUntil(ref utf8, BeforeQuestion);
        var name = TakeUntil(ref utf8, BeforeValue);
        var value = TakeUntil(ref utf8, BeforeNonce);
        var nonce = TakeUntil(ref utf8, End);
        if (!utf8.IsEmpty || week.IsEmpty || week.Length > MaxWeekDigits || week[0] == '0' || week.ContainsAnyExceptInRange((byte)'0', (byte)'9')) return null;
        if (!IsHex(model, ModelId.Digits) || !IsHex(nonce, NonceDigits)) return null;
        if (FindQuestion(name) is not { } question || ValueOf(question, value) is not (>= 0 and var number)) return null;
        return new(
            int.Parse(week, NumberStyles.None, CultureInfo.InvariantCulture),
            ModelId.Of(Encoding.ASCII.GetString(model)),
            question,
            number,
            UInt128.Parse(nonce, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture));
    }

    private static bool Take(ref ReadOnlySpan<byte> utf8, ReadOnlySpan<byte> expected)
    {
        if (!utf8.StartsWith(expected)) return false;
        utf8 = utf8[expected.Length..];
        return true;
    }

    /// <summary>What stands before the next fixed part; nothing, and the rest untouched, where that part is missing.</summary>
    private static ReadOnlySpan<byte> TakeUntil(ref ReadOnlySpan<byte> utf8, ReadOnlySpan<byte> next)
    {
        var at = utf8.IndexOf(next);
        if (at < 0) return default;
        var taken = utf8[..at];
        utf8 = utf8[(at + next.Length)..];
        return taken;
    }

    private static bool IsHex(ReadOnlySpan<byte> text, int digits) => text.Length == digits && !text.ContainsAnyExcept("0123456789abcdef"u8);

    private static Question? FindQuestion(ReadOnlySpan<byte> name)
    {
        foreach (var question in Questions.All)
        {
            if (Ascii.Equals(name, question.Name)) return question;
        }

        return null;
    }

    private static int ValueOf(Question question, ReadOnlySpan<byte> word)
    {
        for (var i = 0; i < question.Values.Count; i++)
        {
            if (Ascii.Equals(word, question.Values[i])) return i;
        }

        return -1;
    }
}
