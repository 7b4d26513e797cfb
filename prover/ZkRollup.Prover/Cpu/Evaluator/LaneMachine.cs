using System.Runtime.CompilerServices;
using ZkRollup.Crypto.Fields;
using ZkRollup.Crypto.Lanes;

namespace ZkRollup.Prover.Cpu.Evaluator;

/// <summary>Executes a <see cref="LaneCode"/> on blocks of rows. One for each thread.</summary>
internal sealed unsafe class LaneMachine : IDisposable
{
    /// <summary>Vectors of eight rows in a register: enough to hide the choice of a kernel; registers stay in cache.</summary>
    internal const int Vectors = 4;

    /// <summary>Rows of a block.</summary>
    internal const int BlockRows = 8 * Vectors;

    private static readonly double* LeaveRadix = Fr8.AllocateFactors(Fr8.LeaveRadix);

    private readonly NativeBuffer<Fr8> _registers;
    private readonly NativeBuffer<Fr> _staging = new(BlockRows);
    private readonly NativeBuffer<Fr8> _result = new(Vectors);

    internal LaneMachine(int registerCount) => _registers = new((long)registerCount * Vectors);

    public void Dispose()
    {
        _registers.Dispose();
        _staging.Dispose();
        _result.Dispose();
    }

    /// <summary>Evaluates the rows from firstRow on, at most <see cref="BlockRows"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal void Run(in LaneJob job, long firstRow)
    {
        LaneStep* end = job.Steps + job.StepCount;
        for (LaneStep* step = job.Steps; step < end; step++)
        {
            Fr8* target = Register(step->Target);
            double* factor = step->Uniform < 0 ? null : job.Factors + ((long)step->Uniform * Fr8.FactorSize);
            switch (step->Opcode)
            {
                case LaneOpcode.Load:
                    Load(target, job.Columns[step->A], firstRow, job.Rows);
                    break;
                case LaneOpcode.Multiply:
                    Multiply(target, Register(step->A), Register(step->B));
                    break;
                case LaneOpcode.Square:
                    Square(target, Register(step->A));
                    break;
                case LaneOpcode.Scale:
                    Scale(target, Register(step->A), factor);
                    break;
                case LaneOpcode.ScaleAdd:
                    ScaleAdd(target, Register(step->A), factor, Register(step->B));
                    break;
                case LaneOpcode.Add:
                    Add(target, Register(step->A), Register(step->B));
                    break;
                case LaneOpcode.Subtract:
                    Subtract(target, Register(step->A), Register(step->B));
                    break;
                case LaneOpcode.Reduce:
                    Reduce(target);
                    break;
                case LaneOpcode.Store:
                    Store((Fr*)job.Outputs[step->A] + firstRow, target, job.Rows - firstRow);
                    break;
                default:
                    Sum(step, target, job.Terms + step->A, factor);
                    break;
            }
        }
    }

    private Fr8* Register(int index) => _registers.Pointer + ((long)index * Vectors);

    private static void Multiply(Fr8* target, Fr8* a, Fr8* b)
    {
        for (int i = 0; i < Vectors; i += 2)
        {
            Fr8.MultiplyPair(target + i, a + i, b + i);
        }
    }

    private static void Square(Fr8* target, Fr8* a)
    {
        for (int i = 0; i < Vectors; i += 2)
        {
            Fr8.SquarePair(target + i, a + i);
        }
    }

    private static void Scale(Fr8* target, Fr8* a, double* factor)
    {
        for (int i = 0; i < Vectors; i += 2)
        {
            Fr8.ScalePair(target + i, a + i, factor);
        }
    }

    private static void ScaleAdd(Fr8* target, Fr8* a, double* factor, Fr8* addend)
    {
        for (int i = 0; i < Vectors; i += 2)
        {
            Fr8.ScaleAddPair(target + i, a + i, factor, addend + i);
        }
    }

    private static void Add(Fr8* target, Fr8* a, Fr8* b)
    {
        for (int i = 0; i < Vectors; i++)
        {
            Fr8.Add(target + i, a + i, b + i);
        }
    }

    private static void Subtract(Fr8* target, Fr8* a, Fr8* b)
    {
        for (int i = 0; i < Vectors; i++)
        {
            Fr8.Subtract(target + i, a + i, b + i);
        }
    }

    private static void Reduce(Fr8* target)
    {
        for (int i = 0; i < Vectors; i++)
        {
            Fr8.Reduce(target + i);
        }
    }

    private void Sum(LaneStep* step, Fr8* target, LaneTerm* terms, double* uniform)
    {
        for (int i = 0; i < Vectors; i++)
        {
            Fr8* registers = _registers.Pointer + i;
            switch (step->Opcode)
            {
                case LaneOpcode.Sum:
                    LaneSums.Sum(target + i, registers, Vectors, terms, step->B, uniform);
                    break;
                case LaneOpcode.SumBalanced:
                    LaneSums.SumBalanced(target + i, registers, Vectors, terms, step->B, uniform);
                    break;
                default:
                    LaneSums.SumReduced(target + i, registers, Vectors, terms, step->B, uniform);
                    break;
            }
        }
    }

    /// <summary>Loads a block; where it leaves the column's memory, through a copy that follows the column's period.</summary>
    private void Load(Fr8* target, in PinnedColumn column, long firstRow, long rows)
    {
        long start = (firstRow + column.Rotation) % column.Length;
        Fr* source = column.Values + start;
        if (start + BlockRows > column.Length)
        {
            source = _staging.Pointer;
            for (int i = 0; i < BlockRows; i++)
            {
                source[i] = column.Values[start];
                start = start + 1 == column.Length ? 0 : start + 1;
            }
        }

        for (int i = 0; i < Vectors; i++)
        {
            LaneSums.Load(target + i, source + (8 * i));
        }
    }

    private void Store(Fr* output, Fr8* value, long rowsLeft)
    {
        Scale(_result.Pointer, value, LeaveRadix);
        Fr* destination = rowsLeft < BlockRows ? _staging.Pointer : output;
        for (int i = 0; i < Vectors; i++)
        {
            Fr8.Store(destination + (8 * i), _result.Pointer + i);
        }

        if (rowsLeft < BlockRows)
        {
            new ReadOnlySpan<Fr>(destination, (int)rowsLeft).CopyTo(new Span<Fr>(output, (int)rowsLeft));
        }
    }
}
