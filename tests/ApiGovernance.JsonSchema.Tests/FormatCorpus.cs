using System.Text.Json;
using ApiGovernance.JsonSchema.Formats;
using ApiGovernance.JsonSchema.Tests.Suite;

namespace ApiGovernance.JsonSchema.Tests;

/// <summary>Values to try formats with: those of the suite, the samples, and the samples with some characters changed.</summary>
internal static class FormatCorpus
{
    private const int ChangesOfEach = 150;

    private static readonly string[] s_pieces =
    [
        "a", "b", "F", "x", "0", "1", "9", "-", "--", ".", "/", ":", "::", "@", "?", "#", "%41", "%", "+", "=", "(", ")", "*", "'", "\"", "\\", "~", "_",
        "[", "]", "{", "}", " ", ",", ";", "|", "^", "e", "T", "Z", "é", "字", "ß", "😀", "\u00B7", "\u3002", "\uE000", "xn--", "IPv6:", "1.2.3.4", "\u0085",
    ];

    public static IEnumerable<string> Texts()
    {
        string[] samples =
        [
            .. FormatCatalog.All.Select(static f => f.Format.Name).Distinct().SelectMany(static f => FormatSamples.Of(f, ofNumber: false)), .. OfSuite(),
        ];
        var random = new Random(20261123);
        var texts = new HashSet<string>(samples, StringComparer.Ordinal);
        foreach (string sample in samples)
        {
            for (int i = 0; i < ChangesOfEach; i++)
            {
                texts.Add(Changed(sample, random, s_pieces));
                texts.Add(Respelt(sample, random));
            }
        }

        return texts.Order(StringComparer.Ordinal);
    }

    public static IEnumerable<string> Numbers()
    {
        string[] samples =
        [
            .. FormatCatalog.All.Select(static f => f.Format.Name).Distinct().SelectMany(static f => FormatSamples.Of(f, ofNumber: true)),
            .. FormatSamples.OddNumbers, "0e99999999999999999999", "-0.0", "1e-99999999999", "100e-2", "3.4028235e38", "1.7976931348623157e308",
        ];
        var random = new Random(20261123);
        var numbers = new HashSet<string>(samples, StringComparer.Ordinal);
        foreach (string sample in samples)
        {
            for (int i = 0; i < ChangesOfEach; i++)
            {
                string changed = Changed(sample, random, ["0", "1", "9", "000", ".", "-", "e", "e-", ".0"]);
                if (IsNumber(changed))
                    numbers.Add(changed);
            }
        }

        return numbers.Order(StringComparer.Ordinal);
    }

    private static string Changed(string text, Random random, string[] pieces)
    {
        for (int changes = 1 + random.Next(3); changes > 0; changes--)
        {
            int at = random.Next(text.Length + 1);
            int removed = random.Next(2) == 0 ? 0 : Math.Min(random.Next(4), text.Length - at);
            string added = random.Next(4) == 0 ? "" : pieces[random.Next(pieces.Length)];
            text = text.Remove(at, removed).Insert(at, added);
        }

        // A change can have cut a character beyond the basic plane in two: no text has such a half.
        return new string([.. text.EnumerateRunes().SelectMany(static r => r.ToString())]);
    }

    /// <summary>Some letters become other letters, and some digits other digits: where only the kind matters, the format stays.</summary>
    private static string Respelt(string text, Random random) => string.Concat(text.Select(c =>
        random.Next(3) != 0 ? c : char.IsAsciiDigit(c) ? (char)('0' + random.Next(10)) : char.IsAsciiLetter(c) ? "abcdefABCDEF"[random.Next(12)] : c));

    private static bool IsNumber(string text)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(text);
            return document.RootElement.ValueKind == JsonValueKind.Number;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static IEnumerable<string> OfSuite()
    {
        foreach (string file in Directory.EnumerateFiles(Path.Combine(SuiteFiles.Suite, "tests", "draft2020-12", "optional", "format"), "*.json").Order(StringComparer.Ordinal))
        {
            using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(file));
            foreach (JsonElement test in document.RootElement.EnumerateArray().SelectMany(static g => g.GetProperty("tests").EnumerateArray()))
            {
                if (test.GetProperty("data") is { ValueKind: JsonValueKind.String } data)
                    yield return data.GetString()!;
            }
        }
    }
}
