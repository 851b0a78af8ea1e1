using System.Text;
using ApiGovernance.JsonSchema.Formats;

namespace ApiGovernance.JsonSchema;

/// <summary>
/// What the values of the keyword <c>format</c> stand for, as validation checks them. A format is of strings, of numbers or of both, and
/// says nothing of values of another kind: methods that ask about a kind the format does not check in a dialect give null.
/// </summary>
public static class SchemaFormats
{
    /// <summary>Whether a dialect checks a format, be it of strings or of numbers.</summary>
    /// <param name="dialect">The dialect.</param>
    /// <param name="format">The value of the keyword.</param>
    public static bool IsKnown(SchemaDialect dialect, string format) => FormatCatalog.Find(format, dialect).Length > 0;

    /// <summary>Whether a string has a format.</summary>
    /// <param name="dialect">The dialect.</param>
    /// <param name="format">The value of the keyword.</param>
    /// <param name="utf8">Its content, well-formed, without quotes and escapes.</param>
    public static bool? IsMatch(SchemaDialect dialect, string format, ReadOnlySpan<byte> utf8) => Check(dialect, format, ofNumber: false)?.Invoke(utf8);

    /// <summary>Whether a number has a format.</summary>
    /// <param name="dialect">The dialect.</param>
    /// <param name="format">The value of the keyword.</param>
    /// <param name="numberText">The number as JSON writes it.</param>
    public static bool? IsNumberMatch(SchemaDialect dialect, string format, ReadOnlySpan<byte> numberText) =>
        Check(dialect, format, ofNumber: true)?.Invoke(numberText);

    /// <summary>A usual text of a format; null when it is none of strings.</summary>
    /// <param name="format">The value of the keyword.</param>
    public static string? Sample(string format) => FormatSamples.First(format, ofNumber: false);

    /// <summary>A usual number of a format, as JSON writes it; null when it is none of numbers.</summary>
    /// <param name="format">The value of the keyword.</param>
    public static string? NumberSample(string format) => FormatSamples.First(format, ofNumber: true);

    /// <summary>A text that does not have a format.</summary>
    /// <param name="dialect">The dialect.</param>
    /// <param name="format">The value of the keyword.</param>
    public static string? NonSample(SchemaDialect dialect, string format) => Refused(dialect, format, FormatSamples.OddTexts, ofNumber: false);

    /// <summary>A number that does not have a format, whole where that is enough; null also when every number has it.</summary>
    /// <param name="dialect">The dialect.</param>
    /// <param name="format">The value of the keyword.</param>
    public static string? NumberNonSample(SchemaDialect dialect, string format) => Refused(dialect, format, FormatSamples.OddNumbers, ofNumber: true);

    /// <summary>
    /// Whether every text of one format is one of another: true where it follows from the definitions, false where
    /// <see cref="SampleBeyond"/> shows the contrary, else null.
    /// </summary>
    /// <param name="dialect">The dialect of both.</param>
    /// <param name="wide">The format asked about.</param>
    /// <param name="narrow">The format of the texts.</param>
    public static bool? Includes(SchemaDialect dialect, string wide, string narrow) => Includes(dialect, wide, narrow, ofNumber: false);

    /// <summary>The same of numbers, with <see cref="NumberSampleBeyond"/>.</summary>
    /// <param name="dialect">The dialect of both.</param>
    /// <param name="wide">The format asked about.</param>
    /// <param name="narrow">The format of the numbers.</param>
    public static bool? IncludesNumbers(SchemaDialect dialect, string wide, string narrow) => Includes(dialect, wide, narrow, ofNumber: true);

    /// <summary>A text that has one format and not another; null when none is known.</summary>
    /// <param name="dialect">The dialect of both.</param>
    /// <param name="wide">The format it does not have.</param>
    /// <param name="narrow">The format it has.</param>
    public static string? SampleBeyond(SchemaDialect dialect, string wide, string narrow) => Beyond(dialect, wide, narrow, ofNumber: false);

    /// <summary>A number that has one format and not another, as JSON writes it; null when none is known.</summary>
    /// <param name="dialect">The dialect of both.</param>
    /// <param name="wide">The format it does not have.</param>
    /// <param name="narrow">The format it has.</param>
    public static string? NumberSampleBeyond(SchemaDialect dialect, string wide, string narrow) => Beyond(dialect, wide, narrow, ofNumber: true);

    private static bool? Includes(SchemaDialect dialect, string wide, string narrow, bool ofNumber)
    {
        if (Check(dialect, wide, ofNumber) is null || Check(dialect, narrow, ofNumber) is null)
            return null;
        if (FormatInclusions.Holds(wide, narrow, ofNumber))
            return true;
        return Beyond(dialect, wide, narrow, ofNumber) is null ? null : false;
    }

    private static string? Beyond(SchemaDialect dialect, string wide, string narrow, bool ofNumber) =>
        Check(dialect, narrow, ofNumber) is null ? null : Refused(dialect, wide, FormatSamples.Of(narrow, ofNumber), ofNumber);

    private static string? Refused(SchemaDialect dialect, string format, ReadOnlySpan<string> candidates, bool ofNumber)
    {
        if (Check(dialect, format, ofNumber) is not { } check)
            return null;
        foreach (string candidate in candidates)
        {
            if (!check(Encoding.UTF8.GetBytes(candidate)))
                return candidate;
        }

        return null;
    }

    private static FormatCheck? Check(SchemaDialect dialect, string format, bool ofNumber) =>
        Array.Find(FormatCatalog.Find(format, dialect), f => f.OfNumber == ofNumber)?.Check;
}
