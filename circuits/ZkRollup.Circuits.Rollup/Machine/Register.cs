namespace ZkRollup.Circuits.Rollup.Machine;

/// <summary>A result of a row while a program is being written: the row is chosen at the end, unless it must be a certain one.</summary>
internal sealed class Register(int number, int row = Register.Anywhere)
{
    internal const int Anywhere = int.MaxValue;

    /// <summary>Its place among the registers of the program.</summary>
    internal int Number { get; } = number;

    /// <summary>The row of its result; negative for one of the slot before.</summary>
    internal int Row { get; set; } = row;

    internal bool HasRow => Row != Anywhere;
}
