using System.Runtime.CompilerServices;

namespace ZkRollup.Protocol.Reference;

/// <summary>The text of a violation, formatted only if there is one: a check that holds costs no string.</summary>
[InterpolatedStringHandler]
internal ref struct ViolationText
{
    private DefaultInterpolatedStringHandler _text;

    /// <summary>Called by the compiler for a text that is passed after a condition.</summary>
    public ViolationText(int literalLength, int formattedCount, bool condition, out bool isNeeded)
    {
        isNeeded = !condition;
        _text = isNeeded ? new DefaultInterpolatedStringHandler(literalLength, formattedCount) : default;
    }

    /// <summary>Called by the compiler.</summary>
    public void AppendLiteral(string value) => _text.AppendLiteral(value);

    /// <summary>Called by the compiler.</summary>
    public void AppendFormatted<T>(T value) => _text.AppendFormatted(value);

    /// <summary>The text.</summary>
    internal string Take() => _text.ToStringAndClear();
}
