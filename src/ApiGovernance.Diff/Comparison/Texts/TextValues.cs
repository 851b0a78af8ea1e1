using System.Globalization;
using ApiGovernance.Diff.Comparison.Schemas;

namespace ApiGovernance.Diff.Comparison.Texts;

/// <summary>Values by their texts.</summary>
internal static class TextValues
{
    /// <summary>The number or boolean that is written so; null when it is neither.</summary>
    public static JsonValueText? Read(string text)
    {
        if (text is "true" or "false")
            return new JsonValueText(Kinds.Boolean, text);
        return decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out decimal number)
            && JsonValueText.OfNumber(number) is var read && read.Text == text ? read : null;
    }
}
