using ZkRollup.Crypto.Hashing;

namespace ZkRollup.Circuits.Gadgets.Hashing;

/// <summary>How wide a permutation is laid out: each row has four state cells and some S-box cells.</summary>
/// <remarks>
/// 88 S-boxes: 18 a row take 5 rows of 22 columns and leave 2 cells of the last row spare; 11 take 8 rows of 15, 22 take 4 rows of 26, 20
/// take 5 rows of 24 with 12 spare cells. The state lies in the first four columns, the S-boxes in the last ones, so that what is left over
/// in a row are copied columns as far as possible.
/// </remarks>
public sealed record Poseidon2Layout
{
    /// <summary>S-boxes of a permutation: 88.</summary>
    public const int Sboxes = (Poseidon2.ExternalRounds * Poseidon2.Width) + Poseidon2.InternalRounds;

    /// <summary>A layout.</summary>
    /// <param name="sboxesPerRow">1 to 88.</param>
    /// <param name="copied">Copied columns: none, or at least the four of the state.</param>
    /// <param name="local">Local columns.</param>
    /// <exception cref="ArgumentException">The columns do not hold four state cells and the S-boxes.</exception>
    public Poseidon2Layout(int sboxesPerRow, int copied, int local)
    {
        if (sboxesPerRow is < 1 or > Sboxes)
        {
            throw new ArgumentOutOfRangeException(nameof(sboxesPerRow), sboxesPerRow, $"A row has 1 to {Sboxes} S-boxes.");
        }

        if (copied is < 0 or (> 0 and < Poseidon2.Width) || local < 0 || copied + local < Poseidon2.Width + sboxesPerRow)
        {
            throw new ArgumentException(
                $"{copied} copied and {local} local columns do not hold {Poseidon2.Width} state cells, all copied or none, "
                + $"and {sboxesPerRow} S-boxes.");
        }

        SboxesPerRow = sboxesPerRow;
        Copied = copied;
        Local = local;
    }

    /// <summary>S-box cells of every row but perhaps the last.</summary>
    public int SboxesPerRow { get; }

    /// <summary>Copied columns.</summary>
    public int Copied { get; }

    /// <summary>Local columns.</summary>
    public int Local { get; }

    /// <summary>
    /// Whether rows of the same shape share gates, with the round constants in fixed columns: fewer products a row, but an evaluation in
    /// the proof for each S-box of a row.
    /// </summary>
    public bool SharesGates { get; init; } = true;

    /// <summary>Rows with S-boxes.</summary>
    public int Rows => (Sboxes + SboxesPerRow - 1) / SboxesPerRow;

    /// <summary>Columns of both kinds.</summary>
    public int Columns => Copied + Local;

    /// <summary>S-boxes of a row.</summary>
    internal int SboxesIn(int row) => Math.Min(SboxesPerRow, Sboxes - (row * SboxesPerRow));

    /// <summary>The column of an S-box within its row.</summary>
    internal int SboxColumn(int index) => Columns - 1 - index;

    /// <summary>Copied cells of a row that hold neither state nor S-boxes; they begin at column 4.</summary>
    internal int SparesIn(int row) => Math.Max(0, Math.Min(Copied, Columns - SboxesIn(row)) - Poseidon2.Width);

    /// <summary>
    /// True if the state cells of a row are those before a linear layer: of the first row, and of any that begins with a full round, so
    /// that it does to its cells what the first row does.
    /// </summary>
    internal bool BeginsWithLayer(int row)
    {
        int sbox = row * SboxesPerRow;
        return row == 0 || (SharesGates && !Poseidon2Schedule.IsPartial(sbox) && Poseidon2Schedule.Lane(sbox) == 0);
    }

    /// <summary>True if gates are to be shared and another row does the same up to this S-box, but for the round constants.</summary>
    internal bool IsRepeated(int row, int index)
    {
        string shape = Shape(row, index);
        return SharesGates
            && Enumerable.Range(0, Rows).Any(other => other != row && SboxesIn(other) > index && Shape(other, index) == shape);
    }

    /// <summary>What a row does until an S-box, as text.</summary>
    private string Shape(int row, int index) => (BeginsWithLayer(row) ? "layer " : "") + string.Join(' ', Enumerable
        .Range(row * SboxesPerRow, index + 1)
        .Select(sbox => Poseidon2Schedule.IsPartial(sbox) ? "partial" : $"full {Poseidon2Schedule.Lane(sbox)}"));
}
