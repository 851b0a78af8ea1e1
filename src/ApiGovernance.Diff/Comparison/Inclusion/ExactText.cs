using System.Text;

namespace ApiGovernance.Diff.Comparison.Inclusion;

/// <summary>A pattern that matches some texts and no others.</summary>
internal static class ExactText
{
    public static string Pattern(IEnumerable<string> texts)
    {
        StringBuilder pattern = new("^(?:");
        bool first = true;
        foreach (string text in texts)
        {
            if (!first)
                pattern.Append('|');
            first = false;
            foreach (char c in text)
            {
                if (c is '^' or '$' or '\\' or '.' or '*' or '+' or '?' or '(' or ')' or '[' or ']' or '{' or '}' or '|' or '/')
                    pattern.Append('\\');
                pattern.Append(c);
            }
        }

        // No text at all: nothing stands after the end.
        return first ? "^(?:$.)$" : pattern.Append(")$").ToString();
    }
}
