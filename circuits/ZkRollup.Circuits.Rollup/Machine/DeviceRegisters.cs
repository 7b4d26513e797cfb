namespace ZkRollup.Circuits.Rollup.Machine;

/// <summary>
/// The rows on which devices meet programs: outputs are results (w) of these rows, inputs their third operand (c). Outputs take the first
/// rows, inputs the first ones that have a line, so that the rows after them have result and third operand for lines.
/// </summary>
public static class DeviceRegisters
{
    /// <summary>Carried registers.</summary>
    public const int CarriedCount = (int)CarriedRegister.Domain + 1;

    private const int PortEnableAndAddress = 2;
    private const int ScanInputs = 5;
    private const int ScanOutputs = 4;

    private const int FirstPortOld = CarriedCount;
    private const int FirstScanOutput = FirstPortOld + (MachineShape.Ports * PackedFields) + (MachineShape.WholePorts * WholeFields);
    private const int DigestRow = FirstScanOutput + (MachineShape.Scans * ScanOutputs);

    private const int FirstInput = MachineShape.FirstLineRow;
    private const int FirstPortInput = FirstInput + CarriedCount;
    private const int FirstMessage = FirstPortInput + (MachineShape.Ports * (PackedFields + PortEnableAndAddress))
        + (MachineShape.WholePorts * WholeFields);

    private const int FirstSignature = FirstMessage + 1 + MachineShape.MessageLanes;
    private const int FirstKey = FirstSignature + 3;
    private const int FirstLog = FirstKey + 2;
    private const int FirstQueue = FirstLog + 3;
    private const int FirstWithdrawal = FirstQueue + 3;
    private const int FirstScan = FirstWithdrawal + 4;
    private const int Waits = FirstScan + (MachineShape.Scans * ScanInputs);

    private const int PackedFields = MachineShape.Fields - MachineShape.WholeFields;
    private const int WholeFields = MachineShape.WholeFields;

    /// <summary>Rows with outputs: the first ones.</summary>
    public const int OutputCount = DigestRow + 2;

    /// <summary>Rows with inputs: those from <see cref="MachineShape.FirstLineRow"/> on.</summary>
    public const int InputCount = Waits + 1 - FirstInput;

    /// <summary>Output: the transaction hash.</summary>
    public static int MessageDigest => DigestRow;

    /// <summary>Output: 1 if the key is usable.</summary>
    public static int KeyUsable => DigestRow + 1;

    /// <summary>Input: 1 if the message has five lanes.</summary>
    public static int MessageLong => FirstMessage;

    /// <summary>Input: 1 if a signature of the digest is demanded.</summary>
    public static int SignatureEnable => FirstSignature;

    /// <summary>Input: the key that it must verify under.</summary>
    public static int SignatureKeyX => FirstSignature + 1;

    /// <summary>Input: see <see cref="SignatureKeyX"/>.</summary>
    public static int SignatureKeyY => FirstSignature + 2;

    /// <summary>Input: the key to look at.</summary>
    public static int KeyX => FirstKey;

    /// <summary>Input: see <see cref="KeyX"/>.</summary>
    public static int KeyY => FirstKey + 1;

    /// <summary>Input: 1 if a transaction with this digest is logged.</summary>
    public static int LogEnable => FirstLog;

    /// <summary>Input: its sequence number.</summary>
    public static int LogSequence => FirstLog + 1;

    /// <summary>Input: its time.</summary>
    public static int LogTime => FirstLog + 2;

    /// <summary>Input: 1 if the message is a queue operation that is consumed.</summary>
    public static int QueueEnable => FirstQueue;

    /// <summary>Input: its index.</summary>
    public static int QueueIndex => FirstQueue + 1;

    /// <summary>Input: its outcome, code + 2^8·value.</summary>
    public static int QueueOutcome => FirstQueue + 2;

    /// <summary>Input: 1 if there is a withdrawal.</summary>
    public static int WithdrawalEnable => FirstWithdrawal;

    /// <summary>Input: its position among those of the batch.</summary>
    public static int WithdrawalPosition => FirstWithdrawal + 1;

    /// <summary>Input: owner + 2^160·amount.</summary>
    public static int WithdrawalWord => FirstWithdrawal + 2;

    /// <summary>Input: the account.</summary>
    public static int WithdrawalAccount => FirstWithdrawal + 3;

    /// <summary>Input: 1 if the scans of the slot before go on in this one.</summary>
    public static int ScanWait => Waits;

    /// <summary>Output: what the slot before carried out.</summary>
    public static int CarryIn(CarriedRegister register) => (int)register;

    /// <summary>Input: what the slot carries out.</summary>
    public static int CarryOut(CarriedRegister register) => FirstInput + (int)register;

    /// <summary>Output: a field of the record of a port before the access. 0 and 1 are x and y, then a0 … a4, b0 … b5.</summary>
    public static int PortOld(int port, int field) => FirstPortOld + OffsetOfField(port, field, PackedFields);

    /// <summary>Input: 1 if the port accesses a record.</summary>
    public static int PortEnable(int port) => FirstPortInput + OffsetOfPort(port);

    /// <summary>Input: its address.</summary>
    public static int PortAddress(int port) => FirstPortInput + OffsetOfPort(port) + 1;

    /// <summary>Input: a field after the access.</summary>
    public static int PortNew(int port, int field) =>
        FirstPortInput + PortEnableAndAddress + OffsetOfField(port, field, PackedFields + PortEnableAndAddress);

    /// <summary>Input: lane 0 … 4 of the message.</summary>
    public static int MessageLane(int lane) => FirstMessage + 1 + lane;

    /// <summary>Input of a scan.</summary>
    public static int ScanInput(int scan, ScanInput input) => FirstScan + (scan * ScanInputs) + (int)input;

    /// <summary>Output of a scan.</summary>
    public static int ScanOutput(int scan, ScanOutput output) => FirstScanOutput + (scan * ScanOutputs) + (int)output;

    private static int OffsetOfPort(int port) =>
        (port * (PackedFields + PortEnableAndAddress)) + (Math.Min(port, MachineShape.WholePorts) * WholeFields);

    private static int OffsetOfField(int port, int field, int stride)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(field, port < MachineShape.WholePorts ? 0 : WholeFields);
        int start = (port * stride) + (Math.Min(port, MachineShape.WholePorts) * WholeFields);
        return start + (port < MachineShape.WholePorts ? field : field - WholeFields);
    }
}
