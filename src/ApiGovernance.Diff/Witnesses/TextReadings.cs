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

    /// <summary>What is wrong with the text whichever way it is read: not that it has another type. Null when there is nothing but that.</summary>
    public static string? Reason(Instance value, Spelling spelling, CompiledSchema consumer, string pointer) => Of(value, spelling).Take(8)
        .SelectMany(reading => consumer.Validate(Encoding.UTF8.GetBytes(reading)).Errors)
        .FirstOrDefault(error => error.InstancePointer == pointer && error.Keyword != "type")?.Message;

    /// <summary>All that a reader may take it for, as JSON; empty for what has no text.</summary>
    private static List<string> Of(Instance value, Spelling spelling) => value.Kind switch
    {
        Kinds.Null => [],
        Kinds.Array when spelling != Spelling.Form => List(value, spelling),
        Kinds.Object => Object(value, spelling),
        _ when spelling == Spelling.Form => [value.Text],
        _ => Scalar(value.AsString ?? value.Text, spelling),
    };

    private static List<string> List(Instance value, Spelling spelling)
    {
        // An empty list leaves no trace.
        if (value.Items.Count == 0)
            return [];
        List<string> lists = ["["];
        for (int i = 0; i < value.Items.Count; i++)
            lists = Each(lists, i == 0 ? "" : ",", value.Items[i].Kind is Kinds.Array or Kinds.Object or Kinds.Null ? Of(value.Items[i], Spelling.Text) : [.. Single(TextOf(value.Items[i]))]);
        lists = [.. lists.Select(list => list + "]")];
        // In one text a list is a string, too.
        if (spelling is Spelling.Text or Spelling.Segment && value.Items.All(item => item.Kind is not (Kinds.Array or Kinds.Object or Kinds.Null)))
            lists.Add(JsonValueText.OfString(string.Join(',', value.Items.Select(TextOf))).Text);
        return value.Items is [{ Kind: not (Kinds.Array or Kinds.Object or Kinds.Null) } only] ? [.. lists, .. Scalar(TextOf(only), spelling)] : lists;
    }

    private static List<string> Object(Instance value, Spelling spelling)
    {
        if (value.Members.Count == 0 && spelling != Spelling.Form)
            return [];
        List<string> objects = ["{"];
        int at = 0;
        foreach ((string name, Instance member) in value.Members)
        {
            bool isJson = spelling == Spelling.Form && (member.Kind == Kinds.Object || member.Items.Any(item => item.Kind is Kinds.Object or Kinds.Array));
            List<string> members = isJson ? [member.Text] : Of(member, spelling == Spelling.Form ? Spelling.Exploded : Spelling.Text);
            objects = Each(objects, $"{(at++ == 0 ? "" : ",")}{JsonValueText.OfString(name).Text}:", members);
        }

        return [.. objects.Select(written => written + "}")];
    }

    private static List<string> Scalar(string text, Spelling spelling)
    {
        // A segment is never empty; elsewhere only `name=` makes it plain that there is a value.
        if (text.Length == 0 && spelling is not (Spelling.Exploded or Spelling.Plain))
            return [];
        if (spelling == Spelling.Plain)
            return [.. Single(text)];
        // In a list that is one text a comma makes two of it.
        List<string> lists = ["["];
        int at = 0;
        foreach (string part in spelling == Spelling.Exploded ? [text] : text.Split(','))
            lists = Each(lists, at++ == 0 ? "" : ",", [.. Single(part)]);
        return [.. Single(text), .. lists.Select(list => list + "]")];
    }

    private static List<string> Each(List<string> before, string between, List<string> next) =>
        (long)before.Count * next.Count > MaxReadings ? [] : [.. before.SelectMany(_ => next, (start, one) => start + between + one)];

    private static IEnumerable<string> Single(string text) => Readings(text).Select(reading => reading.Text);

    /// <summary>A text as a string, and as the number or boolean that it may be.</summary>
    internal static IEnumerable<Instance> Readings(string text)
    {
        yield return Instance.OfString(text);
        if (decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out decimal number))
            yield return Instance.OfNumber(number);
        if (text is "true" or "false")
            yield return Instance.OfBoolean(text == "true");
    }

    private static string TextOf(Instance value) => value.AsString ?? value.Text;
}
