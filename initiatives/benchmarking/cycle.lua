-- wrk asks the addresses of a file, one after another, over and over: a path a line, then the name and the value of each
-- header, with tabs between them.
local requests, turn = {}, 0

function init(arguments)
  for line in io.lines(arguments[1]) do
    local headers = {}
    for name, value in line:gmatch("\t([^\t]+)\t([^\t]*)") do
      headers[name] = value
    end
    requests[#requests + 1] = wrk.format("GET", line:match("^[^\t]*"), headers)
  end
end

function request()
  turn = turn % #requests + 1
  return requests[turn]
end
