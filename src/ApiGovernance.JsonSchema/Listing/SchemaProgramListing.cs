using System.Globalization;
using System.Text;

namespace ApiGovernance.JsonSchema;

/// <summary>A compiled schema for people to read: one line for each instruction.</summary>
/// <param name="Lines">The lines, in order; the first is the start of the program.</param>
public sealed record SchemaProgramListing(IReadOnlyList<SchemaProgramLine> Lines)
{
    /// <summary>The whole listing, one line each, ending in a line feed. The same for the same schema, always.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        int width = Lines.Count.ToString(CultureInfo.InvariantCulture).Length;
        foreach (SchemaProgramLine line in Lines)
        {
            string start = line.Number.ToString(CultureInfo.InvariantCulture).PadLeft(width)
                + new string(' ', 2 + (2 * line.Indent)) + line.Name.PadRight(18) + " " + line.Operands;
            text.Append(start.TrimEnd());
            if (line.Location is not null)
                text.Append("  ; ").Append(line.Location);
            text.Append('\n');
        }

        return text.ToString();
    }
}

/// <summary>One instruction of a schema program.</summary>
/// <param name="Number">Its number, from 0; operands such as <c>-> 12</c> refer to it.</param>
/// <param name="Indent">How deep it belongs to an instruction before it: 0 for the start of a plan.</param>
/// <param name="Operation">What it does.</param>
/// <param name="Operands">With what.</param>
/// <param name="Location">Of the start of a plan: the schemas it was made from, as URI with JSON pointer, separated by blanks; else null.</param>
public sealed record SchemaProgramLine(int Number, int Indent, SchemaOperation Operation, string Operands, string? Location)
{
    /// <summary>The operation's name in listings: <c>string-length</c> for <see cref="SchemaOperation.StringLength"/>.</summary>
    public string Name => NameOf(Operation);

    /// <summary>The name of an operation in listings.</summary>
    public static string NameOf(SchemaOperation operation)
    {
        var name = new StringBuilder();
        foreach (char c in operation.ToString())
        {
            if (char.IsAsciiLetterUpper(c) && name.Length > 0)
                name.Append('-');
            name.Append(char.ToLowerInvariant(c));
        }

        return name.ToString();
    }
}
