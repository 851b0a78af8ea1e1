using System.Globalization;
using System.Text;
using ApiGovernance.Diff.Comparison.Schemas;
using ApiGovernance.Diff.Comparison.Texts;
using ApiGovernance.JsonSchema;

namespace ApiGovernance.Diff.Witnesses;

/// <summary>
/// A value that is text on the wire shows a change only if one side takes some reading of the text (string, number, boolean; one alone as a
/// list of one) and the other takes none. In lists, objects and forms that holds of each text in them.
/// </summary>
internal static class TextReadings
{
    /// <summary>So many readings of one message are tried; more show nothing.</summary>
    private const int MaxReadings = 256;

    public static bool Shows(Instance value, Spelling spelling, CompiledSchema? producer, CompiledSchema consumer)
    {
        if (Of(value, spelling) is not { Count: > 0 and <= MaxReadings } readings)
            return false;
        byte[][] texts = [.. readings.Select(Encoding.UTF8.GetBytes)];
        return (producer is null || texts.Any(reading => producer.IsValid(reading))) && !texts.Any(reading => consumer.IsValid(reading));
    }

    /// <summary>All that a reader may take it for, as JSON; empty for what has no text.</summary>
    private static List<string> Of(Instance value, Spelling spelling) => value.Kind switch
    {
        Kinds.Null => [],
        // An empty list or object leaves no trace.
        Kinds.Array when spelling != Spelling.Form => value.Items.Count == 0 ? [] : List(value, spelling),
        Kinds.Object => value.Members.Count == 0 && spelling != Spelling.Form ? [] : Object(value, spelling),
        _ when spelling == Spelling.Form => [value.Text],
        _ => Scalar(value.AsString ?? value.Text, spelling),
    };

    private static List<string> List(Instance value, Spelling spelling)
    {
        List<string> lists = ["["];
        for (int i = 0; i < value.Items.Count; i++)
            lists = Each(lists, i == 0 ? "" : ",", Of(value.Items[i], Spelling.Text, alone: false));
        List<string> closed = [.. lists.Select(list => list + "]")];
        return value.Items is [{ Kind: not (Kinds.Array or Kinds.Object) } only] ? [.. closed, .. Of(only, spelling, alone: false)] : closed;
    }

    private static List<string> Object(Instance value, Spelling spelling)
    {
        List<string> objects = ["{"];
        int at = 0;
        foreach ((string name, Instance member) in value.Members)
        {
            string key = $"{(at++ == 0 ? "" : ",")}{JsonValueText.OfString(name).Text}:";
            bool isJson = spelling == Spelling.Form && (member.Kind == Kinds.Object || member.Items.Any(item => item.Kind is Kinds.Object or Kinds.Array));
            objects = Each(objects, key, isJson ? [member.Text] : Of(member, spelling == Spelling.Form ? Spelling.Exploded : Spelling.Text));
        }

        return [.. objects.Select(written => written + "}")];
    }

    private static List<string> Each(List<string> before, string between, List<string> next) =>
        (long)before.Count * next.Count > MaxReadings ? [] : [.. before.SelectMany(_ => next, (start, one) => start + between + one)];

    private static List<string> Of(Instance value, Spelling spelling, bool alone) =>
        value.Kind is Kinds.Array or Kinds.Object or Kinds.Null ? Of(value, spelling) : alone ? Scalar(value.AsString ?? value.Text, spelling) : [.. Single(value.AsString ?? value.Text)];

    private static List<string> Scalar(string text, Spelling spelling)
    {
        if (text.Length == 0 && spelling is not (Spelling.Exploded or Spelling.Text))
            return [];
        List<string> readings = [.. Single(text)];
        // In a list that is one text a comma makes two of it.
        string[] parts = spelling == Spelling.Exploded ? [text] : text.Split(',');
        List<string> lists = ["["];
        for (int i = 0; i < parts.Length; i++)
            lists = Each(lists, i == 0 ? "" : ",", [.. Single(parts[i])]);
        return [.. readings, .. lists.Select(list => list + "]")];
    }

    private static IEnumerable<string> Single(string text)
    {
        yield return JsonValueText.OfString(text).Text;
        if (decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out decimal number))
            yield return JsonValueText.OfNumber(number).Text;
        if (text is "true" or "false")
            yield return text;
    }
}
