using System.Globalization;
using System.Text.Json;

namespace ApiGovernance.Cli.Demo.Tour;

/// <summary>Prints the tour: what was asked, what was answered, whether that was expected.</summary>
internal sealed class TourConsole(TextWriter output, bool colour)
{

    private int _step;

    public List<string> Surprises { get; } = [];

    public void Step(string title)
    {
        _step++;
        output.WriteLine();
        output.WriteLine(Paint("1", string.Create(CultureInfo.InvariantCulture, $"{_step,2}. {title}")));
    }

    public void Say(string line) => output.WriteLine("    " + line);

    public void Asked(TourCall call, IEnumerable<(string Name, string Value)> headers)
    {
        Say(Paint("36", $"> {call.Method} {call.Url}") + $"   (as {call.Consumer})");
        foreach ((string name, string value) in headers)
            Say($"  {name}: {value}");
    }

    /// <summary>The status line, the named headers and, of a JSON body, the named members.</summary>
    public void Answered(TourCall call, IEnumerable<string> headers, IEnumerable<string> members)
    {
        string status = string.Create(CultureInfo.InvariantCulture, $"< {call.Status} {call.Reason}");
        Say(Paint(call.Status < 400 ? "32" : "33", status) + (call.ContentType.Length > 0 ? $"   {call.ContentType}" : ""));
        foreach (string name in headers)
        {
            if (call.Header(name) is { } value)
                Say($"  {name}: {value}");
        }

        foreach (string member in members)
        {
            if (call.Json is { ValueKind: JsonValueKind.Object } body && body.TryGetProperty(member, out JsonElement value))
                Member(member, value);
        }
    }

    public void Expect(bool held, string what)
    {
        Say(held ? Paint("32", "ok  ") + what : Paint("31", "SURPRISE  ") + "expected: " + what);
        if (!held)
            Surprises.Add(string.Create(CultureInfo.InvariantCulture, $"step {_step}: {what}"));
    }

    private void Member(string name, JsonElement value)
    {
        if (value.ValueKind is not (JsonValueKind.Array or JsonValueKind.Object))
        {
            Say($"  {name}: {(value.ValueKind == JsonValueKind.String ? value.GetString() : value.GetRawText())}");
            return;
        }

        if (value.ValueKind == JsonValueKind.Array)
        {
            Say($"  {name}:");
            foreach (JsonElement item in value.EnumerateArray())
                Say("    - " + OneLine(item));
            return;
        }

        Say($"  {name}: {OneLine(value)}");
    }

    private static string OneLine(JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.Object)
            return value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText();
        return string.Join("  ", value.EnumerateObject()
            .Where(member => member.Value.ValueKind is not (JsonValueKind.Null or JsonValueKind.Array or JsonValueKind.Object))
            .Select(member => $"{member.Name}={(member.Value.ValueKind == JsonValueKind.String ? member.Value.GetString() : member.Value.GetRawText())}"));
    }

    private string Paint(string code, string text) => colour ? $"\u001b[{code}m{text}\u001b[0m" : text;
}
