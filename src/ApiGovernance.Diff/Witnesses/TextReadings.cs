using System.Globalization;
using System.Text;
using ApiGovernance.Diff.Comparison.Schemas;
using ApiGovernance.JsonSchema;

namespace ApiGovernance.Diff.Witnesses;

/// <summary>
/// A single value of a parameter or header is text on the wire: it shows a change only if one side takes some reading of the text (string,
/// number, boolean, null, a list of one of these) and the other takes none.
/// </summary>
internal static class TextReadings
{
    public static bool Shows(Instance value, CompiledSchema? producer, CompiledSchema consumer)
    {
        // Members and items are compared as they are: their spelling is given by the style.
        if (value.Kind is Kinds.Object or Kinds.Array)
            return true;
        string text = value.AsString ?? value.Text;
        return text.Length > 0 && (producer is null || Readings(text).Any(reading => producer.IsValid(reading))) && !Readings(text).Any(reading => consumer.IsValid(reading));
    }

    private static IEnumerable<byte[]> Readings(string text)
    {
        foreach (byte[] single in SingleReadings(text))
        {
            yield return single;
            yield return [(byte)'[', .. single, (byte)']'];
        }
    }

    private static IEnumerable<byte[]> SingleReadings(string text)
    {
        yield return Encoding.UTF8.GetBytes(JsonValueText.OfString(text).Text);
        if (decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out decimal number))
            yield return Encoding.UTF8.GetBytes(JsonValueText.OfNumber(number).Text);
        if (text is "true" or "false" or "null")
            yield return Encoding.UTF8.GetBytes(text);
    }
}
