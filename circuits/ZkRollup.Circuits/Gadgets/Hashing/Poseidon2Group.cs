using ZkRollup.Circuits.Builder;
using ZkRollup.Crypto.Fields;
using ZkRollup.Crypto.Hashing;

namespace ZkRollup.Circuits.Gadgets.Hashing;

/// <summary>The cells of one permutation in each slot of a group, side by side.</summary>
internal sealed class Poseidon2Group
{
    private readonly Poseidon2Layout _layout;
    private readonly int _length;
    private readonly int[] _sboxes = new int[Poseidon2Layout.Sboxes];
    private readonly int[] _rounds = new int[Poseidon2.ExternalRounds + Poseidon2.InternalRounds];

    /// <summary>For a layout of which no two rows begin in one round.</summary>
    internal Poseidon2Group(Poseidon2Layout layout)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(layout.SboxesPerRow, Poseidon2.Width, nameof(layout));
        _layout = layout;
        Array.Fill(_rounds, -1);
        for (int sbox = 0; sbox < _sboxes.Length; sbox++)
        {
            if (BeginsRow(sbox))
            {
                _rounds[Poseidon2Schedule.Round(sbox)] = _length;
                _length += Poseidon2.Width;
            }

            _sboxes[sbox] = _length++;
        }
    }

    /// <summary>What <see cref="Poseidon2Block.ComputeTrace"/> and an ending compute, in each slot.</summary>
    internal void Compute(ReadOnlySpan<Fr> read, Span<Fr> write, Poseidon2Ending ending)
    {
        const int slots = WitnessGenerator.SlotsOfGroup;
        int inputs = read.Length / slots;
        int outputs = write.Length / slots;
        Span<Fr> states = stackalloc Fr[slots * Poseidon2.Width];
        for (int slot = 0; slot < slots; slot++)
        {
            read.Slice(slot * inputs, Poseidon2.Width).CopyTo(states[(slot * Poseidon2.Width)..]);
        }

        bool isDone = Poseidon2.TryTrace(states, write, _sboxes, _rounds);
        for (int slot = 0; slot < slots; slot++)
        {
            Span<Fr> state = states.Slice(slot * Poseidon2.Width, Poseidon2.Width);
            Span<Fr> cells = write.Slice(slot * outputs, outputs);
            if (isDone)
            {
                CompleteRows(cells);
            }
            else
            {
                Poseidon2Block.ComputeTrace(_layout, state, cells[.._length]);
            }

            ending(read.Slice(slot * inputs, inputs), state, cells[_length..]);
        }
    }

    private bool BeginsRow(int sbox) => sbox > 0 && sbox % _layout.SboxesPerRow == 0;

    /// <summary>
    /// Where a row begins lies what enters the round: without its constants, and with the outputs that earlier rows have of it, that is the
    /// state with which the row begins.
    /// </summary>
    private void CompleteRows(Span<Fr> cells)
    {
        for (int sbox = _layout.SboxesPerRow; sbox < _sboxes.Length; sbox += _layout.SboxesPerRow)
        {
            Span<Fr> begin = cells.Slice(_rounds[Poseidon2Schedule.Round(sbox)], Poseidon2.Width);
            int first = sbox - Poseidon2Schedule.Lane(sbox);
            int lanes = Poseidon2Schedule.IsPartial(sbox) ? 1 : Poseidon2.Width;
            for (int lane = 0; lane < lanes; lane++)
            {
                begin[lane] = first + lane < sbox ? cells[_sboxes[first + lane]] : begin[lane] - Poseidon2Schedule.Constant(first + lane);
            }

            if (_layout.BeginsWithLayer(sbox / _layout.SboxesPerRow))
            {
                Poseidon2Schedule.Unstart(begin);
            }
        }
    }
}
