using System.Globalization;
using System.Text;

namespace ApiGovernance.JsonSchema.Tests.Differential;

/// <summary>Counts how two validators agree.</summary>
internal sealed class DifferenceTally
{
    private readonly SortedDictionary<string, int> _known = new(StringComparer.Ordinal);
    private readonly List<(int Length, string Text)> _unexplained = [];

    public int Pairs { get; private set; }

    public int Valid { get; private set; }

    public int Explained => _known.Values.Sum();

    public int Unexplained => _unexplained.Count;

    /// <summary>Counts a case; false when an instance is judged differently.</summary>
    public bool Agree(bool[] ours, string theirs)
    {
        Pairs += ours.Length;
        Valid += ours.Count(static valid => valid);
        return string.Concat(ours.Select(static valid => valid ? '1' : '0')) == theirs;
    }

    /// <param name="number">Of the case.</param>
    /// <param name="one">The case.</param>
    /// <param name="ours">What this validator says of each instance.</param>
    /// <param name="theirs">What the other says, or why it says nothing.</param>
    /// <param name="second">What the other says when it is asked in another way.</param>
    public void Differ(int number, SchemaCase one, bool[] ours, string theirs, string second)
    {
        for (int i = 0; i < ours.Length; i++)
        {
            char our = ours[i] ? '1' : '0';
            char their = theirs.StartsWith('!') ? '!' : theirs[i];
            char again = second.StartsWith('!') ? '!' : second[i];
            if (our == their)
                continue;
            string? reason = again == our
                ? KnownDifferences.Contradiction
                : KnownDifferences.Explain(one, one.Values[i], ours[i], their == '!' ? theirs : "");
            if (reason is not null)
                _known[reason] = _known.GetValueOrDefault(reason) + 1;
            else
                _unexplained.Add((one.SchemaText.Length + one.Instances[i].Length, Describe(number, one, i, ours[i], theirs)));
        }
    }

    public string Shortest(int count) => string.Join('\n', _unexplained.OrderBy(static one => one.Length).Take(count).Select(static one => one.Text));

    public override string ToString()
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{Pairs} pairs, {Valid} valid, {_unexplained.Count} unexplained differences");
        foreach ((string reason, int count) in _known)
            text.Append(CultureInfo.InvariantCulture, $"\n  {count} {reason}");
        return text.ToString();
    }

    private static string Describe(int number, SchemaCase one, int index, bool ours, string answer) =>
        $"case {number}, {one.Dialect}: {(ours ? "valid" : "invalid")} here, "
        + $"{(answer.StartsWith('!') ? answer : answer[index] == '1' ? "valid" : "invalid")} with ajv\n  {one.Schema}\n  {one.Values[index]}";
}
