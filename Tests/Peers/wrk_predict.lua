-- Posts to /predict, in turn, the bodies that the file named by PEERS_BODIES holds, one a line.
local requests = {}
local position = 0

function init()
  for body in io.lines(os.getenv("PEERS_BODIES")) do
    requests[#requests + 1] = wrk.format("POST", "/predict", { ["Content-Type"] = "application/json" }, body)
  end
end

function request()
  position = position % #requests + 1
  return requests[position]
end
