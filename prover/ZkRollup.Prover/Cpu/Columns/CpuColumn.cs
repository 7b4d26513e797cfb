using System.Runtime.InteropServices;
using ZkRollup.Crypto.Fields;
using ZkRollup.Prover.Cpu.Opening;

namespace ZkRollup.Prover.Cpu.Columns;

/// <summary>A column of one proof: n values at first, coefficients later, or nothing at all while every value is zero.</summary>
internal sealed unsafe class CpuColumn(int rows, FrPool pool)
{
    private Fr[] _blinding = [];

    /// <summary>n elements; null if all are zero.</summary>
    internal NativeBuffer<Fr>? Buffer { get; private set; }

    /// <summary>Coefficients of b in c(X) + b(X)·(X^n − 1).</summary>
    internal ReadOnlySpan<Fr> Blinding => _blinding;

    /// <summary>True if the polynomial is zero.</summary>
    internal bool IsZero => Buffer is null && _blinding.Length == 0;

    /// <summary>The n values, or one zero if all are zero.</summary>
    internal ReadOnlyMemory<Fr> Values => Buffer is null ? KeyColumns.Zero : Buffer.Memory(rows);

    /// <summary>The n values or coefficients, the blinding not added; empty if all are zero.</summary>
    internal Span<Fr> Span => Buffer is null ? [] : new(Buffer.Pointer, rows);

    /// <summary>Takes values.</summary>
    internal void Set(ReadOnlySpan<Fr> values)
    {
        if (!values.ContainsAnyExcept(Fr.Zero))
        {
            Clear();
            return;
        }

        values.CopyTo(new Span<Fr>(Allocate(), rows));
    }

    /// <summary>Sets the blinding; it counts only for coefficients.</summary>
    internal void Blind(ReadOnlySpan<Fr> blinding) => _blinding = blinding.ToArray();

    /// <summary>Makes room for values that the caller writes.</summary>
    internal Fr* Allocate() => (Buffer ??= pool.Rent(rows)).Pointer;

    /// <summary>Makes the column zero and gives its memory back.</summary>
    internal void Clear()
    {
        pool.Return(Buffer);
        Buffer = null;
        _blinding = [];
    }

    /// <summary>Copies the coefficients modulo X^n − s: the values on a coset with x^n = s are those of the blinded polynomial.</summary>
    internal void CopyFolded(Fr* target, in Fr s)
    {
        if (Buffer is null)
        {
            NativeMemory.Clear(target, (nuint)((long)rows * Fr.ByteLength));
        }
        else
        {
            Span.CopyTo(new Span<Fr>(target, rows));
        }

        Fr factor = s - Fr.One;
        for (int i = 0; i < _blinding.Length; i++)
        {
            target[i] += _blinding[i] * factor;
        }
    }

    /// <summary>The blinded polynomial at a point.</summary>
    /// <param name="point">x.</param>
    /// <param name="vanishing">x^n − 1.</param>
    internal Fr Evaluate(in Fr point, in Fr vanishing)
    {
        Fr value = Kzg.Polynomial.Evaluate(_blinding, point) * vanishing;
        return Buffer is null ? value : value + FrLanes.Evaluate(Buffer.Pointer, rows, point);
    }
}
