namespace ApiGovernance.Diff.Reports;

/// <summary>Paragraphs for a terminal: broken between words at 100 columns, with colours where they are wanted.</summary>
internal sealed class TextLines(TextWriter writer, bool colour)
{
    private const int Width = 100;

    public void Blank() => writer.Write('\n');

    /// <summary>Text as it is.</summary>
    public void Line(string text) => writer.Write($"{text}\n");

    /// <param name="lead">What stands before the first line.</param>
    /// <param name="paint">The ANSI colour of the lead; 0 for none.</param>
    /// <param name="indent">What the following lines start with, in blanks.</param>
    public void Paragraph(string lead, string text, int indent, int paint = 0)
    {
        int column = lead.Length;
        writer.Write(Paint(lead, paint));
        bool first = true;
        foreach (string word in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            // A word that is longer than a line is left whole, so that it can be copied.
            if (!first && column + 1 + word.Length > Width)
            {
                writer.Write($"\n{new string(' ', indent)}");
                column = indent;
            }
            else if (!first)
            {
                writer.Write(' ');
                column++;
            }

            writer.Write(word);
            column += word.Length;
            first = false;
        }

        writer.Write('\n');
    }

    public string Paint(string text, int paint) => colour && paint > 0 ? $"\u001b[{paint}m{text}\u001b[0m" : text;
}
