using System.Globalization;
using System.Text;

namespace ApiGovernance.Linting.Functions;

/// <summary>A path as messages show it (Spectral's <c>printPath</c> with dots): <c>get.responses[404]['a b']</c>.</summary>
internal static class PrintedPath
{
    public static string Of(IEnumerable<string> names)
    {
        StringBuilder text = new();
        foreach (string name in names)
        {
            if (name.Length == 0 || name.Any(char.IsWhiteSpace))
                text.Append("['").Append(name).Append("']");
            else if (double.TryParse(name, NumberStyles.Float, CultureInfo.InvariantCulture, out _))
                text.Append('[').Append(name).Append(']');
            else
                text.Append(text.Length == 0 ? "" : ".").Append(name);
        }

        return text.ToString();
    }
}
