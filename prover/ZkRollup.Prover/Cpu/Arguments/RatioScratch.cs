using ZkRollup.Crypto.Fields;

namespace ZkRollup.Prover.Cpu.Arguments;

/// <summary>What one thread needs to evaluate fractions on a block of rows and to invert their denominators at once.</summary>
internal sealed unsafe class RatioScratch : IDisposable
{
    /// <summary>Rows of a block.</summary>
    internal const int Rows = 256;

    private readonly NativeBuffer<Fr> _values;
    private readonly NativeBuffer<Fr> _prefixes;
    private readonly NativeBuffer<nint> _outputs;

    /// <param name="fractions">Fractions on each row.</param>
    internal RatioScratch(int fractions)
    {
        Fractions = fractions;
        _values = new(2L * fractions * Rows);
        _prefixes = new((long)fractions * Rows);
        _outputs = new(2L * fractions);
        for (int i = 0; i < fractions; i++)
        {
            _outputs.Pointer[2 * i] = (nint)Numerator(i);
            _outputs.Pointer[(2 * i) + 1] = (nint)Denominator(i);
        }
    }

    /// <summary>Fractions on each row.</summary>
    internal int Fractions { get; }

    /// <summary>Where a program whose results are numerator, denominator, numerator, … puts them.</summary>
    internal Fr** Outputs => (Fr**)_outputs.Pointer;

    /// <summary>The numerators of a fraction, row by row.</summary>
    internal Fr* Numerator(int fraction) => _values.Pointer + ((long)(Fractions + fraction) * Rows);

    /// <summary>The denominators of a fraction, row by row; their inverses after <see cref="TryInvert"/>.</summary>
    internal Fr* Denominator(int fraction) => _values.Pointer + ((long)fraction * Rows);

    public void Dispose()
    {
        _values.Dispose();
        _prefixes.Dispose();
        _outputs.Dispose();
    }

    /// <summary>Inverts all denominators of the first rows of the block.</summary>
    /// <param name="rows">How many rows.</param>
    /// <param name="zero">Fraction and row of the first zero in the order of rows, if there is one; nothing is inverted then.</param>
    internal bool TryInvert(int rows, out (int Fraction, int Row) zero)
    {
        zero = (-1, int.MaxValue);
        for (int fraction = 0; fraction < Fractions; fraction++)
        {
            int row = new ReadOnlySpan<Fr>(Denominator(fraction), rows).IndexOf(Fr.Zero);
            if (row >= 0 && row < zero.Row)
            {
                zero = (fraction, row);
            }
        }

        if (zero.Fraction >= 0)
        {
            return false;
        }

        for (int fraction = 0; rows < Rows && fraction < Fractions; fraction++)
        {
            new Span<Fr>(Denominator(fraction) + rows, Rows - rows).Fill(Fr.One);
        }

        LaneInversion.InvertNonZero(_values.Pointer, _prefixes.Pointer, Fractions * Rows);
        return true;
    }
}
