using System.Runtime.InteropServices.JavaScript;
using System.Runtime.Versioning;
using FaceShape.Insight;

namespace FaceShape.Browser;

/// <summary>
/// The device's journal for the page, which keeps its text: each call takes the text and gives the new one, so that the
/// worker may end at any time without anything being lost or paid twice.
/// </summary>
[SupportedOSPlatform("browser")]
internal static partial class JournalDoor
{
    private static readonly BrowserBits Bits = new();

    /// <summary>Changes or reads a journal.</summary>
    /// <param name="text">The journal; empty for a new one.</param>
    /// <param name="week">The week it is.</param>
    /// <param name="command"><c>look</c>, <c>observe QUESTION VALUE…</c>, <c>prepare CHAMPION [CHALLENGER]</c>, <c>consent</c>,
    /// <c>withdraw</c>, <c>send</c>, <c>acknowledge</c>.</param>
    /// <returns>The JSON text of <see cref="JournalJson"/>, or of an error.</returns>
    [JSExport]
    public static string Run(string text, int week, [JSMarshalAs<JSType.Array<JSType.String>>] string[] command)
    {
        try
        {
            var journal = text.Length == 0 ? new DeviceJournal() : DeviceJournal.Parse(text);
            Run(journal, week, command);
            return JournalJson.Write(journal);
        }
        catch (JournalException error)
        {
            return JournalJson.WriteError(error.Message);
        }
    }

    private static void Run(DeviceJournal journal, int week, ReadOnlySpan<string> command)
    {
        switch (command)
        {
            case ["look"]:
                break;
            case ["observe", .. var events]:
                for (var i = 0; i < events.Length; i += 2) Observe(journal, week, events[i], events[i + 1]);
                break;
            case ["prepare", var champion]:
                journal.Prepare(week, ModelId.Of(champion), null, Bits);
                break;
            case ["prepare", var champion, var challenger]:
                journal.Prepare(week, ModelId.Of(champion), ModelId.Of(challenger), Bits);
                break;
            case ["consent"]:
                journal.Consent();
                break;
            case ["withdraw"]:
                journal.Withdraw();
                break;
            case ["send"]:
                journal.Send();
                break;
            case ["acknowledge"]:
                journal.Acknowledge();
                break;
            default:
                throw new ArgumentException("Unknown command", nameof(command));
        }
    }

    private static void Observe(DeviceJournal journal, int week, string name, string word)
    {
        var question = Questions.Find(name) ?? throw new ArgumentException($"There is no question '{name}'", nameof(name));
        journal.Observe(week, question, question.ValueOf(word));
    }

    /// <summary>The browser's cryptographic generator.</summary>
    private sealed partial class BrowserBits : IRandomBits
    {
        public ulong Next()
        {
            Span<byte> bytes = stackalloc byte[sizeof(ulong)];
            FillRandom(bytes);
            return BitConverter.ToUInt64(bytes);
        }

        [JSImport("fillRandom", "worker")]
        private static partial void FillRandom([JSMarshalAs<JSType.MemoryView>] Span<byte> bytes);
    }
}
